import { provisionSteps, stepParams } from '#core/blueprint.ts';
import type { StepKind } from '#core/steps.ts';
import type { JobError } from '#schemas/generated/types.ts';
import { jobError } from '../hyperv/failures.ts';
import { type PARKED, STOPPED, type JobContext, type Task } from './context.ts';
import { mustWait, parkVm, warningOf } from './guestWait.ts';
import { rollBackVm } from './rollBackVm.ts';
import { awaitEarlier, settleStep, type Settled } from './settleStep.ts';
import { applyVmEvent, beginJob, concludeJob, loadWork, observe, type VmWork } from './vmWork.ts';

/**
 * Takes one VM of a provision job to its end, from wherever an earlier run left it. Answers PARKED when nothing is left to do
 * but to wait for its guest.
 */
export async function provisionVm(context: JobContext, task: Task): Promise<typeof PARKED | null> {
  const work = loadWork(context.store, task);
  if (work?.managed == null) return null;
  if (work.vm.rollback === 'running' && work.vm.error !== null) {
    await rollBackVm(context, work, work.vm.error);
    return null;
  }
  const failed = await runSteps(context, work);
  if (failed === STOPPED) return null;
  // Whoever hears that the job is done finds its VMs in the list.
  if (failed === null && context.store.jobs.isLastOne(task.job_id)) await context.watch.fresh();
  // Nothing may happen between this look and the record of the success.
  const reason = failed ?? whyDoomed(context, work);
  if (reason !== null) {
    await rollBackVm(context, work, reason);
    return null;
  }
  if (mustWait(context, work)) return parkVm(context, work);
  context.store.transact((emit) => {
    const { store } = context;
    store.steps.done(work, 'verify');
    if (work.managed !== null) store.ledger.commit(work.managed.id);
    applyVmEvent(store, emit, task, { type: 'succeeded', ...warningOf(context, work) });
    concludeJob(context, emit, task.job_id);
  });
  return null;
}

/** Runs the steps that are not done yet; answers why it stopped, or null when all are done. */
async function runSteps(context: JobContext, work: VmWork): Promise<JobError | typeof STOPPED | null> {
  const { managed } = work;
  if (managed === null) return null;
  const steps = provisionSteps(managed.blueprint.vm);
  const finished = context.store.steps.doneSteps(work);
  let vmId = managed.vm_id;
  let previous: StepKind | null = null;
  for (const [index, step] of steps.entries()) {
    if (finished.has(step)) continue;
    if (previous === null && (await awaitBegun(context, work, step, vmId)) === STOPPED) return STOPPED;
    const doomed = whyDoomed(context, work);
    if (doomed !== null) return doomed;
    beginStep(context, work, { step, previous, progress: index / steps.length, vmId });
    const settled = await performStep(context, work, step, vmId);
    if (!settled.ok) return settled.error;
    if ('vm_id' in settled.output) vmId = settled.output.vm_id;
    previous = step;
  }
  return null;
}

/** Steps that make something: begun by an earlier run of the host and begun again, they could make it twice. */
const makingSteps: ReadonlySet<StepKind> = new Set<StepKind>(['disk', 'vm', 'network', 'storage']);

/** Waits for what an earlier run of the host may have left under way, before anything is done or undone. */
async function awaitBegun(
  context: JobContext,
  work: VmWork,
  step: StepKind,
  vmId: string | null,
): Promise<typeof STOPPED | null> {
  const { store, hyperv } = context;
  if (work.managed === null || hyperv.outlivesUs !== true || !makingSteps.has(step)) return null;
  if (store.steps.intentAt(work, step) === null) return null;
  return awaitEarlier(context, step, stepParams(work.managed.blueprint, step, vmId), observe(context, work));
}

interface StepBeginning {
  readonly step: StepKind;
  readonly previous: StepKind | null;
  readonly progress: number;
  readonly vmId: string | null;
}

/** Records in one transaction that the step before is done and that this one is about to act. */
function beginStep(
  context: JobContext,
  work: VmWork,
  { step, previous, progress, vmId }: StepBeginning,
): void {
  const { store } = context;
  store.transact((emit) => {
    beginJob(context, emit, work.job_id);
    if (previous !== null) store.steps.done(work, previous);
    if (previous === 'vm' && vmId !== null && work.managed !== null) {
      store.managed.identify(work.managed.id, vmId);
      const row = store.jobs.vm(work.job_id, work.n);
      if (row !== null) store.jobs.saveVm(work.job_id, work.n, { ...row.vm, vm_id: vmId });
    }
    store.steps.intend(work, step);
    const started = previous === 'start' ? ({ guest: 'waiting' } as const) : {};
    applyVmEvent(store, emit, work, { type: 'step', step, progress, ...started });
  });
}

async function performStep(
  context: JobContext,
  work: VmWork,
  step: StepKind,
  vmId: string | null,
): Promise<Settled<StepKind>> {
  const { managed } = work;
  if (managed === null) return { ok: false, error: STOPPED };
  const params = stepParams(managed.blueprint, step, vmId);
  return settleStep(context, step, params, observe(context, work));
}

/** Why a VM must not be finished although nothing is wrong with it. */
function whyDoomed({ store }: JobContext, { job_id }: VmWork): JobError | null {
  const head = store.jobs.head(job_id);
  if (head?.cancelling === true) return jobError('cancelled');
  if (head?.on_failure !== 'rollback_all') return null;
  return store.jobs.anyVmFailed(job_id) ? jobError('sibling_failed') : null;
}
