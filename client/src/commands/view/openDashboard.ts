import type { Parts } from '../../parts.ts';

/** Opens the dashboard, or shows the one that is open. */
export async function run({ dashboard }: Pick<Parts, 'dashboard'>): Promise<void> {
  await (await dashboard()).show();
}
