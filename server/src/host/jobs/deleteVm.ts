import { stepParams } from '#core/blueprint.ts';
import type { StepKind } from '#core/steps.ts';
import { diskPaths } from '#core/vmFolders.ts';
import { jobError } from '../hyperv/failures.ts';
import { fold } from '../services/hostView.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import { STOPPED, type JobContext, type Task } from './context.ts';
import { nextView } from './nextView.ts';
import { releaseGone } from './releaseGone.ts';
import { settleStep, type Settled } from './settleStep.ts';
import { endVmJob, loadVmJob } from './vmJob.ts';
import { applyVmEvent, beginJob, observe, type VmWork } from './vmWork.ts';

/** Deletes the VM of a job. What was promised to it is given back only when the host shows that it is gone. */
export async function deleteVm(context: JobContext, task: Task): Promise<void> {
  const { store } = context;
  const work = loadVmJob(context, task);
  if (work === null) return;
  const { managed } = work;
  if (managed === null) {
    endVmJob(context, task, jobError('vm_missing'));
    return;
  }
  const request = store.jobs.full(task.job_id)?.request ?? {};
  const steps = stepsFor(managed, request['force'] === true);
  for (const [index, step] of steps.entries()) {
    store.transact((emit) => {
      beginJob(context, emit, task.job_id);
      store.steps.intend(work, step);
      applyVmEvent(store, emit, task, { type: 'step', step, progress: index / steps.length });
    });
    const settled = await removeStep(context, work, managed, step, request['disks'] === 'delete');
    if (!settled.ok && settled.error === STOPPED) return;
    if (!settled.ok && settled.error !== STOPPED && settled.error.code !== 'vm_missing') {
      endVmJob(context, task, settled.error);
      return;
    }
  }
  const released = await releaseGone(context, managed, 'deleted');
  if (released !== STOPPED)
    endVmJob(context, task, released ? null : jobError('vm_state', 'the VM is still on the host'));
}

/** The files of an adopted VM are not ours: they stay. */
function stepsFor({ blueprint }: ManagedVm, force: boolean): StepKind[] {
  const removing: StepKind[] = blueprint.adopted === true ? ['remove_vm'] : ['remove_vm', 'remove_files'];
  return force ? ['stop', ...removing] : removing;
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
  const all = stepParams(managed.blueprint, 'remove_files', managed.vm_id);
  const keep = deleteDisks ? [] : await disksIn(context, managed, all.folders);
  if (keep === STOPPED) return { ok: false, error: STOPPED };
  return settleStep(context, 'remove_files', { ...all, keep }, observer);
}

/** The VM's disks, and every other disk that somebody put into its folders: who keeps disks keeps those too. */
async function disksIn(
  context: JobContext,
  { blueprint }: ManagedVm,
  folders: readonly string[],
): Promise<readonly string[] | typeof STOPPED> {
  const view = await nextView(context);
  if (view === STOPPED) return STOPPED;
  const { system, data } = diskPaths(blueprint.vm, blueprint.folder);
  const inside = view.inventory.own_files
    .map(({ path }) => path)
    .filter((path) => folders.some((folder) => fold(path).startsWith(`${fold(folder)}\\`)));
  return [...new Set([system, ...data, ...inside])];
}
