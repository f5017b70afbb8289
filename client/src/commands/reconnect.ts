import type { Parts } from '../parts.ts';

/** Looks for the host anew, as after something was mended. */
export async function run({ hostLink }: Pick<Parts, 'hostLink'>): Promise<void> {
  (await hostLink()).connect();
}
