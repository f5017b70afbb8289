import { vmToCreate } from '#core/jobState.ts';
import { summary } from '../jobs/vmWork.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { admitVms } from './admitVms.ts';
import type { JobRequest, ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { makeJob, type Accepted } from './makeJob.ts';
import { hostSpec, refuseUnknown, refuseUnstartable, soundSpec } from './readRequest.ts';

export interface ProvisionRequest extends JobRequest {
  /** The spec as it was sent. */
  readonly text: string;
  readonly on_failure: 'keep' | 'rollback_all';
}

/** Accepts a spec as a job, or says everything that stands against it. */
export function provision(context: ServiceContext, request: ProvisionRequest): Outcome<Accepted> {
  const spec = soundSpec(request.text);
  if (!spec.ok) return spec;
  return makeJob(context, request, (emit, created_at) => {
    const view = context.watch.current();
    if (view === null) return inventoryUnknown(context);
    const hosted = hostSpec(context, view, spec.value);
    const unknown = refuseUnknown(hosted);
    if (unknown !== null) return unknown;
    const job_id = context.random.uuid();
    const candidates = hosted.planned.map((vm, n) => ({ n, vm }));
    const rows = admitVms(context, view, { job_id, attempt: 1, created_at, candidates });
    if (!rows.ok) return rows;
    const unstartable = refuseUnstartable(hosted);
    if (unstartable !== null) return unstartable;
    const { store } = context;
    const { caller, on_failure, text } = request;
    store.jobs.add({
      id: job_id,
      kind: 'provision',
      operator: caller.name,
      on_failure,
      target_vm_id: null,
      request: text,
      created_at,
    });
    for (const { n, vm } of candidates) {
      store.jobs.addVm(job_id, { n, managed_vm: rows.value[n] ?? null, vm: vmToCreate(vm.vm_name) });
    }
    emit({
      type: 'job_submitted',
      job_id,
      data: summary({
        job_id,
        kind: 'provision',
        status: 'Submitted',
        reason: null,
        attempt: 1,
        operator: caller.name,
      }),
    });
    return done(job_id);
  });
}

/** Seconds after which the host is read again. */
const RETRY_AFTER_S = 5;

/** Nothing is promised while the host cannot be read. */
export function inventoryUnknown({ watch }: ServiceContext): {
  readonly ok: false;
  readonly refusal: ReturnType<typeof refuse>['refusal'];
} {
  const cause = watch.failure()?.message;
  return refuse(
    'inventory_unknown',
    `The host cannot read its VMs and free space${cause === undefined ? ' yet' : `: ${cause}`}.`,
    { retry_after_s: RETRY_AFTER_S },
  );
}

/** The latest reading of the host, or the refusal that there is none. */
export function viewOrRefusal(context: ServiceContext): Outcome<HostView> {
  const view = context.watch.current();
  return view === null ? inventoryUnknown(context) : done(view);
}
