import { stepParams } from '#core/blueprint.ts';
import type { StepKind, StepParams } from '#core/steps.ts';
import { diskPaths } from '#core/vmFolders.ts';
import type { JobError } from '#schemas/generated/types.ts';
import { jobError } from '../hyperv/failures.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import { STOPPED, type JobContext, type Task } from './context.ts';
import { releaseGone } from './releaseGone.ts';
import { settleStep, type Settled } from './settleStep.ts';
import {
  applyVmEvent,
  beginJob,
  concludeJob,
  isCancelled,
  loadWork,
  observe,
  type VmWork,
} from './vmWork.ts';

/** Deletes the VM of a job. What was promised to it is given back only when the host shows that it is gone. */
export async function deleteVm(context: JobContext, task: Task): Promise<void> {
  const { store } = context;
  const work = loadWork(store, task);
  if (work === null) return;
  if (isCancelled(work)) {
    endDelete(context, task, jobError('cancelled'));
    return;
  }
  const { managed } = work;
  if (managed === null) {
    endDelete(context, task, jobError('vm_missing'));
    return;
  }
  const request = store.jobs.full(task.job_id)?.request ?? {};
  const steps: StepKind[] =
    request['force'] === true ? ['stop', 'remove_vm', 'remove_files'] : ['remove_vm', 'remove_files'];
  for (const [index, step] of steps.entries()) {
    store.transact((emit) => {
      beginJob(context, emit, task.job_id);
      store.steps.intend(work, step);
      applyVmEvent(store, emit, task, { type: 'step', step, progress: index / steps.length });
    });
    const settled = await removeStep(context, work, managed, step, request['disks'] === 'delete');
    if (!settled.ok && settled.error === STOPPED) return;
    if (!settled.ok && settled.error !== STOPPED && settled.error.code !== 'vm_missing') {
      endDelete(context, task, settled.error);
      return;
    }
  }
  const released = await releaseGone(context, managed, 'deleted');
  if (released !== STOPPED)
    endDelete(context, task, released ? null : jobError('vm_state', 'the VM is still on the host'));
}

async function removeStep(
  context: JobContext,
  work: VmWork,
  managed: ManagedVm,
  step: StepKind,
  deleteDisks: boolean,
): Promise<Settled<StepKind>> {
  const observer = observe(context, work);
  if (step !== 'remove_files')
    return settleStep(context, step, stepParams(managed.blueprint, step, managed.vm_id), observer);
  const { system, data } = diskPaths(managed.blueprint.vm, managed.blueprint.folder);
  const params: StepParams['remove_files'] = {
    ...stepParams(managed.blueprint, 'remove_files', managed.vm_id),
    keep: deleteDisks ? [] : [system, ...data],
  };
  return settleStep(context, 'remove_files', params, observer);
}

function endDelete(context: JobContext, task: Task, error: JobError | null): void {
  const { store } = context;
  store.transact((emit) => {
    applyVmEvent(
      store,
      emit,
      task,
      error === null ? { type: 'succeeded' } : { type: 'failed', error, rollback: 'none' },
    );
    concludeJob(context, emit, task.job_id);
  });
}
