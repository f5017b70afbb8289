import type { VmEvent } from '#core/jobState.ts';
import type { JobError } from '#schemas/generated/types.ts';
import { jobError } from '../hyperv/failures.ts';
import type { JobContext, Task } from './context.ts';
import { applyVmEvent, concludeJob, loadWork, type VmWork } from './vmWork.ts';

/**
 * What there is to do for the one VM of a start, stop, restart or delete, or null when that is nothing: a job that was
 * cancelled before anything was begun ends here; what has begun is not cut short halfway.
 */
export function loadVmJob(context: JobContext, task: Task): VmWork | null {
  const work = loadWork(context.store, task);
  if (work === null) return null;
  const { cancelling, status } = work.head;
  if (!cancelling || status !== 'Submitted') return work;
  endVmJob(context, task, jobError('cancelled'));
  return null;
}

/** Ends the job: null, or why its VM failed. A VM that we did not create is from now on charged as what it is. */
export function endVmJob(context: JobContext, task: Task, error: JobError | null): void {
  const { store } = context;
  store.transact((emit) => {
    store.ledger.releaseUnmanaged(task.job_id, error === null ? 'started' : 'not_started');
    const ended: VmEvent =
      error === null ? { type: 'succeeded' } : { type: 'failed', error, rollback: 'none' };
    applyVmEvent(store, emit, task, ended);
    concludeJob(context, emit, task.job_id);
  });
}
