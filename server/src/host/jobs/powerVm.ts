import { NO_ROOM } from '#core/steps.ts';
import { STOPPED, type JobContext, type Task } from './context.ts';
import { settleCall, settleStep, type Settled } from './settleStep.ts';
import { endVmJob, loadVmJob } from './vmJob.ts';
import { applyVmEvent, beginJob, observe, type VmWork } from './vmWork.ts';

/** Starts, stops or restarts the VM of a job. */
export async function powerVm(context: JobContext, task: Task): Promise<void> {
  const { store } = context;
  const work = loadVmJob(context, task);
  if (work === null) return;
  const begunBefore = store.steps.intentAt(work, work.head.kind === 'stop' ? 'stop' : 'start');
  store.transact((emit) => {
    beginJob(context, emit, task.job_id);
    const step = work.head.kind === 'stop' ? 'stop' : 'start';
    if (begunBefore === null) store.steps.intend(work, step);
    applyVmEvent(store, emit, task, { type: 'step', step, progress: 0.5 });
  });
  const settled = await act(context, work, begunBefore);
  if (!settled.ok && settled.error === STOPPED) return;
  // From the next reading on, a VM that we did not create is charged as what it is.
  await context.watch.fresh();
  endVmJob(context, task, settled.ok || settled.error === STOPPED ? null : settled.error);
}

async function act(
  context: JobContext,
  work: VmWork,
  begunBefore: string | null,
): Promise<Settled<'start' | 'stop'>> {
  const vm_id = work.vm.vm_id ?? '';
  const observer = observe(context, work);
  switch (work.head.kind) {
    case 'start':
      return settleStep(context, 'start', { vm_id, room: NO_ROOM }, observer);
    case 'stop':
      return settleStep(context, 'stop', { vm_id, mode: stopMode(context, work) }, observer);
    default:
      // It may still be on its way up.
      if (begunBefore !== null && (await restartedSince(context, vm_id, begunBefore)))
        return settleStep(context, 'start', { vm_id, room: NO_ROOM }, observer);
      return settleCall(context, 'start', { vm_id, room: NO_ROOM }, observer, (signal) =>
        context.hyperv.restart(vm_id, signal),
      );
  }
}

function stopMode({ store }: JobContext, { job_id }: VmWork): 'shut_down' | 'turn_off' {
  return store.jobs.full(job_id)?.request['mode'] === 'turn_off' ? 'turn_off' : 'shut_down';
}

/** A restart is not idempotent: after a crash, a VM that has been up for less than the job's age was restarted. */
async function restartedSince(context: JobContext, vmId: string, begun: string): Promise<boolean> {
  const vm = (await context.watch.fresh())?.vm(vmId);
  if (vm?.state === 'Starting') return true;
  if (vm?.state !== 'Running') return false;
  return vm.uptime_s * 1000 < context.clock.now() - Date.parse(begun);
}
