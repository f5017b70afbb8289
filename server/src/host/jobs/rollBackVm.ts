import { rollbackSteps, stepParams } from '#core/blueprint.ts';
import { hasEnded } from '#core/jobState.ts';
import type { JobError } from '#schemas/generated/types.ts';
import type { JobVmRow } from '../store/jobs.ts';
import type { Emit, Store } from '../store/store.ts';
import { classifyFailure, jobError } from '../hyperv/failures.ts';
import { STOPPED, type JobContext, type Task } from './context.ts';
import { WAITING_STEP } from './guestWait.ts';
import { releaseGone } from './releaseGone.ts';
import { settleStep } from './settleStep.ts';
import { applyVmEvent, concludeJob, observe, type VmWork } from './vmWork.ts';

/**
 * Removes whatever a VM left on the host, then gives back what was promised to it. Every step looks before it acts, so
 * a crash in the middle is taken up by asking again. What cannot be removed stays charged and is shown.
 */
export async function rollBackVm(context: JobContext, work: VmWork, error: JobError): Promise<void> {
  const { store } = context;
  const managed = work.managed === null ? null : store.managed.get(work.managed.id);
  if (managed === null) return;
  const untouched = store.steps.isUntouched(work);
  if (!untouched) {
    store.transact((emit) => applyVmEvent(store, emit, work, { type: 'rollback', error }));
    const left = await removeAll(context, { ...work, managed });
    if (left === STOPPED) return;
    if (left !== null) {
      endVm(context, work, error, 'incomplete');
      context.logger.error({ job_id: work.job_id, n: work.n, left }, 'clean-up is incomplete');
      return;
    }
  }
  const released = untouched
    ? store.transact(() => releaseUntouched(context, managed.id))
    : await releaseGone(context, managed, 'rolled_back');
  if (released === STOPPED) return;
  endVm(context, work, error, released ? 'complete' : 'incomplete');
}

async function removeAll(context: JobContext, work: VmWork): Promise<JobError | typeof STOPPED | null> {
  const { managed } = work;
  if (managed === null) return null;
  for (const step of rollbackSteps) {
    if (step === 'stop' && managed.vm_id === null) continue;
    context.store.transact((emit) =>
      applyVmEvent(context.store, emit, work, { type: 'step', step, progress: work.vm.progress }),
    );
    const settled = await settleStep(
      context,
      step,
      stepParams(managed.blueprint, step, managed.vm_id),
      observe(context, work),
    );
    // A VM that is gone already needs no stopping.
    if (!settled.ok && !(settled.error !== STOPPED && settled.error.code === 'vm_missing'))
      return settled.error;
  }
  return null;
}

/** Nothing was begun on the host, so nothing can be there. */
function releaseUntouched({ store }: JobContext, managedVm: number): boolean {
  store.ledger.releaseCompute(managedVm, 'never_begun');
  store.ledger.releaseDisks(managedVm, () => true, 'never_begun');
  store.managed.release(managedVm);
  return true;
}

function endVm(
  context: JobContext,
  work: VmWork,
  error: JobError,
  rollback: 'complete' | 'incomplete',
): void {
  const { store } = context;
  store.transact((emit) => {
    if (rollback === 'complete') store.steps.compensated(work);
    applyVmEvent(store, emit, work, { type: 'failed', error, rollback });
    // All or nothing is meant for failures: who cancels keeps what is finished.
    const failed = error.code !== 'cancelled';
    if (failed && work.head.on_failure === 'rollback_all') undoSiblings(context, emit, work);
    concludeJob(context, emit, work.job_id);
  });
}

/** Undoes the finished VMs of a job that wants all or nothing, and those that only wait. Inside a transaction. */
export function undoSiblings({ store, enqueue }: JobContext, emit: Emit, { job_id }: Task): void {
  for (const row of store.jobs.vms(job_id)) {
    const { n } = row;
    if (row.vm.step === WAITING_STEP && !hasEnded(row.vm.status)) enqueue({ job_id, n });
    if (!isToBeUndone(store, row)) continue;
    applyVmEvent(store, emit, { job_id, n }, { type: 'rollback', error: jobError('sibling_failed') });
    enqueue({ job_id, n });
  }
}

/** A VM that somebody has deleted since, or is deleting, is theirs: so are the disks of it that they keep. */
function isToBeUndone(store: Store, { vm, managed_vm }: JobVmRow): boolean {
  if (vm.status !== 'Success' || store.managed.holderOf(vm.vm_name)?.id !== managed_vm) return false;
  const other = vm.vm_id === null ? null : store.jobs.workingOn(vm.vm_id);
  return other === null || store.jobs.head(other)?.kind !== 'delete';
}

/** Tries once more to remove what an earlier clean-up could not. The job has ended; only its VM's entry changes. */
export async function cleanUpLeftover(context: JobContext, task: Task): Promise<void> {
  const { store } = context;
  const row = store.jobs.vm(task.job_id, task.n);
  if (row?.managed_vm == null || row.vm.rollback !== 'incomplete') return;
  const managed = store.managed.get(row.managed_vm);
  const { error } = row.vm;
  if (managed === null || error === null) return;
  for (const step of rollbackSteps) {
    if (step === 'stop' && managed.vm_id === null) continue;
    const result = await context.hyperv.ensure(
      step,
      stepParams(managed.blueprint, step, managed.vm_id),
      context.stopping,
    );
    if (result.outcome === 'unknown') return;
    if (result.outcome === 'failed' && classifyFailure(result.failure, step).code !== 'vm_missing') return;
  }
  const released = await releaseGone(context, managed, 'cleaned_up');
  if (released !== true) return;
  store.transact((emit) => {
    store.steps.compensated({ ...task, attempt: managed.attempt });
    applyVmEvent(store, emit, task, { type: 'failed', error, rollback: 'complete' });
  });
}
