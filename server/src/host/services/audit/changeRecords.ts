import type { VmFacts } from '#core/inventory.ts';
import type { Vm } from '#schemas/generated/types.ts';
import type { Outcome, Refusal } from '../../refusal.ts';
import { StorageFull } from '../../store/database.ts';
import type { Emit } from '../../store/store.ts';
import type { ServiceContext } from '../context.ts';
import type { HostView } from '../hostView.ts';
import { storageFull, stopping } from '../makeJob.ts';
import { inventoryUnknown } from '../provision.ts';
import { findVm, getVm } from '../vms.ts';

/** Thrown to have the transaction rolled back because the request is refused. */
const refused = new Error('refused');

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
  const verdict: { refusal: Refusal | null } = { refusal: null };
  try {
    store.transact((emit) => {
      const outcome = change(view, found.value, emit);
      if (outcome.ok) return;
      verdict.refusal = outcome.refusal;
      throw refused;
    });
  } catch (error) {
    if (error === refused && verdict.refusal !== null) return { ok: false, refusal: verdict.refusal };
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
  // Until the next reading what changed is counted in both ways, which promises too little and never too much.
  await watch.fresh();
  return getVm(context, vmId);
}
