import type { VmFacts } from '#core/inventory.ts';
import type { Vm } from '#schemas/generated/types.ts';
import type { Outcome } from '../../refusal.ts';
import type { Emit } from '../../store/store.ts';
import type { ServiceContext } from '../context.ts';
import type { HostView } from '../hostView.ts';
import { stopping } from '../makeJob.ts';
import { inventoryUnknown } from '../provision.ts';
import { transactOutcome } from '../transactOutcome.ts';
import { findVm, getVm } from '../vms.ts';

/**
 * Changes what is recorded of a VM, by a fresh reading of it and in one transaction; nothing on the host is touched.
 * Answers the VM as it is counted from then on.
 */
export async function changeRecords(
  context: ServiceContext,
  vmId: string,
  change: (view: HostView, vm: VmFacts, emit: Emit) => Outcome<null>,
): Promise<Outcome<Vm>> {
  const { store, watch, shutdown } = context;
  if (shutdown.asked) return stopping();
  const view = await watch.fresh();
  if (view === null) return inventoryUnknown(context);
  const found = findVm(view, vmId);
  if (!found.ok) return found;
  const changed = transactOutcome(store, (emit) => change(view, found.value, emit));
  if (!changed.ok) return changed;
  // Until the next reading what changed is counted in both ways, which promises too little and never too much.
  await watch.fresh();
  return getVm(context, vmId);
}
