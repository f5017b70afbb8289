import type { ManagedVm } from '../store/managedVms.ts';
import { STOPPED, type JobContext } from './context.ts';

/** Wait before the host is read again after a failed reading. */
const RETRY_MS = 1_000;

/**
 * Gives back what was promised to a VM of ours once a reading of the host, begun after this call, proves that the VM
 * is gone; each disk only if its file is gone too. Answers false when the VM is still there.
 */
export async function releaseGone(
  context: JobContext,
  managed: ManagedVm,
  reason: string,
): Promise<boolean | typeof STOPPED> {
  const { store, watch, clock, stopping } = context;
  for (;;) {
    if (stopping.aborted) return STOPPED;
    const view = await watch.fresh();
    if (view === null) {
      await clock.sleep(RETRY_MS, stopping);
      continue;
    }
    if (view.find(managed) !== null) return false;
    store.transact(() => {
      store.ledger.releaseCompute(managed.id, reason);
      store.ledger.releaseDisks(managed.id, (path) => !view.hasFile(path), reason);
      store.managed.release(managed.id);
    });
    return true;
  }
}
