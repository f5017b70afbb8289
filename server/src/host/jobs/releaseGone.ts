import type { ManagedVm } from '../store/managedVms.ts';
import { STOPPED, type JobContext } from './context.ts';
import { nextView } from './nextView.ts';

/**
 * Gives back what was promised to a VM of ours once a reading of the host, begun after this call, proves that the VM
 * is gone; each disk only if its file is gone too. Answers false when the VM is still there.
 */
export async function releaseGone(
  context: JobContext,
  managed: ManagedVm,
  reason: string,
): Promise<boolean | typeof STOPPED> {
  const view = await nextView(context);
  if (view === STOPPED) return STOPPED;
  if (view.find(managed) !== null) return false;
  const { store } = context;
  store.transact(() => {
    store.ledger.releaseCompute(managed.id, reason);
    store.ledger.releaseDisks(managed.id, (path) => !view.hasFile(path), reason);
    store.managed.release(managed.id);
  });
  return true;
}
