import { hasEnded, reduceVm } from '#core/jobState.ts';
import { summary } from '../jobs/vmWork.ts';
import type { JobHead, JobVmRow } from '../store/jobs.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { Emit } from '../store/store.ts';
import { admitVms } from './admitVms.ts';
import type { JobRequest, ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { makeJob, type Accepted } from './makeJob.ts';
import { inventoryUnknown } from './provision.ts';
import { hostSpec, refuseUnknown, refuseUnstartable, soundSpec } from './readRequest.ts';
import { readmitVmJob } from './vmActions.ts';

export interface JobAction extends JobRequest {
  readonly job_id: string;
}

/** Stops a job: what is finished stays, all else is rolled back. */
export function cancelJob(context: ServiceContext, request: JobAction): Outcome<Accepted> {
  const { store } = context;
  const accepted = makeJob(context, { ...request, undoes: true }, (emit) => {
    const head = findJob(context, request.job_id);
    if (!head.ok) return head;
    const { job_id, kind, status } = head.value;
    if (hasEnded(status))
      return refuse('job_state', `The job has ended (${status}); there is nothing to cancel.`, { job_id });
    if (kind !== 'provision' && status !== 'Submitted') {
      return refuse('job_state', `A ${kind} that has begun cannot be cancelled halfway; wait for its end.`, {
        job_id,
      });
    }
    store.jobs.setCancelling(job_id);
    emit({ type: 'job_cancel_requested', job_id, data: summary(head.value) });
    return done(job_id);
  });
  if (accepted.ok) context.runner.hurry(request.job_id.toLowerCase());
  return accepted;
}

/** Tries what failed once more, under the same id. Finished VMs stay as they are. */
export function retryJob(context: ServiceContext, request: JobAction): Outcome<Accepted> {
  return makeJob(context, request, (emit) => {
    const view = context.watch.current();
    if (view === null) return inventoryUnknown(context);
    const head = findJob(context, request.job_id);
    if (!head.ok) return head;
    const { job_id, status } = head.value;
    if (status === 'Success')
      return refuse('job_state', 'The job has succeeded; there is nothing to try again.', { job_id });
    if (status !== 'Failed')
      return refuse('job_state', `The job has not ended (${status}); only a failed one can be retried.`, {
        job_id,
      });
    const failed = context.store.jobs.vms(job_id).filter(({ vm }) => vm.status === 'Failed');
    if (failed.some(({ vm }) => vm.rollback === 'incomplete' || vm.rollback === 'running')) {
      return refuse(
        'job_state',
        'The clean-up after the failure is not complete yet; the host keeps trying.',
        { job_id },
      );
    }
    const attempt = { ...head.value, attempt: head.value.attempt + 1 };
    const admitted =
      attempt.kind === 'provision'
        ? readmit(context, view, attempt, failed)
        : readmitVmJob(context, view, attempt);
    if (!admitted.ok) return admitted;
    resubmit(context, emit, attempt, failed);
    return done(job_id);
  });
}

function findJob({ store }: ServiceContext, jobId: string): Outcome<JobHead> {
  const head = store.jobs.head(jobId.toLowerCase());
  return head === null
    ? refuse('job_not_found', `There is no job ${JSON.stringify(jobId.slice(0, 64))}.`)
    : done(head);
}

/** Reserves room for the VMs that failed, from the spec as submitted. */
function readmit(
  context: ServiceContext,
  view: HostView,
  head: JobHead,
  failed: readonly JobVmRow[],
): Outcome<null> {
  const { store } = context;
  const spec = soundSpec(store.jobs.requestText(head.job_id) ?? '');
  if (!spec.ok) return spec;
  const hosted = hostSpec(context, view, spec.value);
  const unknown = refuseUnknown(hosted);
  if (unknown !== null) return unknown;
  const candidates = failed.flatMap(({ n }) => {
    const vm = hosted.planned[n];
    return vm === undefined ? [] : [{ n, vm }];
  });
  const rows = admitVms(context, view, {
    job_id: head.job_id,
    attempt: head.attempt,
    created_at: head.created_at,
    candidates,
  });
  if (!rows.ok) return rows;
  for (const [index, { n }] of candidates.entries()) {
    store.jobs.linkVm(head.job_id, n, rows.value[index] ?? null);
  }
  return refuseUnstartable(hosted) ?? done(null);
}

function resubmit({ store }: ServiceContext, emit: Emit, head: JobHead, failed: readonly JobVmRow[]): void {
  for (const { n, vm } of failed) {
    const resubmitted = reduceVm(vm, { type: 'resubmitted' });
    store.jobs.saveVm(
      head.job_id,
      n,
      head.kind === 'provision' ? { ...resubmitted, vm_id: null } : resubmitted,
    );
  }
  store.jobs.addAttempt(head.job_id);
  emit({
    type: 'job_retried',
    job_id: head.job_id,
    data: summary({ ...head, status: 'Submitted', reason: null }),
  });
}
