import type { EventType, HostEvent, Job, JobCounts, JobVm, Vm } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import type { Draft } from './draft.ts';
import type { HostJob, ListName } from './hostState.ts';

/** What may be different after an event beside what it tells: it is read anew. */
const readAfter: Readonly<Record<EventType, readonly ListName[]>> = {
  job_submitted: ['capacity'],
  job_started: [],
  job_finished: ['capacity', 'templates'],
  job_retried: ['capacity'],
  job_cancel_requested: [],
  vm_step: [],
  vm_waiting: [],
  vm_retry: [],
  vm_finished: ['capacity'],
  vm_changed: ['capacity'],
  vm_lost: ['capacity', 'templates'],
  vm_found: ['capacity', 'templates'],
  vm_adopted: ['capacity'],
  vm_accepted: ['capacity'],
  orphan_found: [],
  template: ['templates'],
  volume_low: ['capacity'],
  host_over: ['capacity'],
  host_ready: ['vms', 'jobs', 'capacity', 'templates', 'networks', 'host'],
};

/** Applies what an event tells, and notes what has to be read because of it. */
export function applyEvent(draft: Draft, event: HostEvent): void {
  draft.want(...readAfter[event.type]);
  switch (event.type) {
    case 'job_submitted':
      wantJob(draft, event);
      return;
    case 'job_started':
    case 'job_finished':
    case 'job_retried':
    case 'job_cancel_requested':
      applyToJob(draft, event);
      return;
    case 'vm_step':
    case 'vm_waiting':
      applyToJobVm(draft, event);
      return;
    case 'vm_finished':
      applyToJobVm(draft, event);
      wantVm(draft, event);
      return;
    case 'vm_changed':
      applyToVm(draft, event);
      return;
    case 'vm_lost':
    case 'vm_found':
    case 'vm_adopted':
    case 'vm_accepted':
    case 'orphan_found':
      wantVm(draft, event);
      return;
    case 'vm_retry':
    case 'template':
    case 'volume_low':
    case 'host_over':
    case 'host_ready':
      return;
  }
}

/** Where the job stands is known at once from the event; its exact times and its figures are read. */
function applyToJob(draft: Draft, event: HostEvent): void {
  const job = jobOf(draft, event);
  wantJob(draft, event);
  if (job === null) return;
  const told = event.data?.['job'];
  const { status, reason, attempt }: Partial<Record<string, unknown>> =
    typeof told === 'object' && told !== null ? { ...told } : {};
  const cancelling =
    event.type === 'job_cancel_requested' || (event.type === 'job_started' && job.cancelling);
  const finished_at = event.type === 'job_finished' ? event.at : null;
  const next: unknown = { ...job, status, reason, attempt, cancelling, finished_at, vms: [], request: {} };
  if (validators.Job(next)) draft.setJob(job.job_id, keptJob({ ...next, vms: job.vms }));
}

function applyToJobVm(draft: Draft, event: HostEvent): void {
  const job = jobOf(draft, event);
  const { n, vm } = event.data ?? {};
  const before = typeof n === 'number' ? job?.vms[n] : undefined;
  if (job === null || before === undefined) {
    wantJob(draft, event);
    return;
  }
  // The entry is one that a job may have, or it is not taken.
  const next: unknown = { ...job, vms: [vm], request: {} };
  if (!validators.Job(next) || next.vms[0] === undefined) return;
  const vms = job.vms.with(n as number, next.vms[0]);
  draft.setJob(job.job_id, { ...job, vms, counts: countsOf(vms) });
}

function applyToVm(draft: Draft, event: HostEvent): void {
  const { vm_id, data } = event;
  if (vm_id === undefined) return;
  if (data?.['gone'] === true) {
    draft.setVm(vm_id, null);
    draft.want('templates');
    return;
  }
  const vm: Vm | undefined = draft.mirror.vms?.get(vm_id);
  const state = data?.['state'];
  if (vm !== undefined && typeof state === 'string') draft.setVm(vm_id, { ...vm, state });
  wantVm(draft, event);
}

function jobOf({ mirror }: Draft, { job_id }: HostEvent): HostJob | null {
  return (job_id === undefined ? undefined : mirror.jobs?.get(job_id)) ?? null;
}

function wantJob({ wanted }: Draft, { job_id }: HostEvent): void {
  if (job_id !== undefined) wanted.jobs.add(job_id);
}

function wantVm({ wanted }: Draft, { vm_id }: HostEvent): void {
  if (vm_id !== undefined) wanted.vms.add(vm_id);
}

/** A job without its request. */
export function keptJob(job: Job): HostJob {
  const { request: _, ...kept } = job;
  return kept;
}

/** How many VMs of a job have ended, and how. */
function countsOf(vms: readonly JobVm[]): JobCounts {
  const failed = vms.filter(({ status }) => status === 'Failed');
  const cancelled = failed.filter(({ error }) => error?.code === 'cancelled').length;
  const created = vms.filter(({ status }) => status === 'Success').length;
  return { requested: vms.length, created, failed: failed.length - cancelled, cancelled };
}
