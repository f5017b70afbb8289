import type { Parts } from '../parts.ts';
import { renderPlan } from '../plan/renderPlan.ts';
import { openHost } from './openHost.ts';
import { specOf } from './specOf.ts';

/** Shows what a spec would do on the host. Nothing is created. */
export async function run(parts: Pick<Parts, 'hostLink' | 'planView'>, argument: unknown): Promise<void> {
  const spec = await specOf(argument);
  const { connection, host } = await openHost(parts);
  const plan = await connection.call('vms/plan', {}, spec.text);
  const view = await parts.planView();
  await view.show(spec.uri, renderPlan(plan, { file: spec.name, host: host.name }));
}
