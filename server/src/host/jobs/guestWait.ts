import { waitsForGuest } from '#core/blueprint.ts';
import type { JobError, StepName } from '#schemas/generated/types.ts';
import { jobError } from '../hyperv/failures.ts';
import { PARKED, type JobContext } from './context.ts';
import { applyVmEvent, type VmWork } from './vmWork.ts';

/** The step of a VM that is there, and whose job waits for its guest. No driver does anything in it. */
export const WAITING_STEP = 'guest' satisfies StepName;

/** Whether a VM whose steps are all done still has to wait for its guest. */
export function mustWait(context: JobContext, work: VmWork): boolean {
  return isAskedFor(work) && guestOf(context, work) === 'waiting';
}

/** Records that the VM is as asked for and waits; the watch of guests puts it in line again once there is an answer. */
export function parkVm({ store }: JobContext, work: VmWork): typeof PARKED {
  if (work.vm.step === WAITING_STEP) return PARKED;
  store.transact((emit) => {
    store.steps.done(work, 'verify');
    applyVmEvent(store, emit, work, { type: 'step', step: WAITING_STEP, progress: WAITING_PROGRESS });
  });
  return PARKED;
}

/** All but the answer of the guest is done. */
const WAITING_PROGRESS = 0.95;

/**
 * What is wrong with a VM that was created: its guest was waited for in vain. It is no failure of the job. What fails leaves
 * nothing behind and is made anew by a retry; this VM runs, may hold the only screen that says what is wrong, and its name
 * and room are its own. So it counts as created, with a warning that people see and that `provision --wait` answers with 1.
 */
export function warningOf(context: JobContext, work: VmWork): { readonly warning?: JobError } {
  return isAskedFor(work) && guestOf(context, work) === 'no_answer'
    ? { warning: jobError('guest_no_answer') }
    : {};
}

function isAskedFor({ managed }: VmWork): boolean {
  return managed !== null && waitsForGuest(managed.blueprint.vm);
}

function guestOf({ store }: JobContext, { job_id, n }: VmWork): string | undefined {
  return store.jobs.vm(job_id, n)?.vm.guest;
}
