import { hasEnded, jobOutcome, reduceVm, type VmEvent } from '#core/jobState.ts';
import type { EventType, Job, JobVm } from '#schemas/generated/types.ts';
import type { JobHead } from '../store/jobs.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import type { Emit, Store } from '../store/store.ts';
import type { StepOwner } from '../store/stepJournal.ts';
import type { JobContext, Task } from './context.ts';
import type { StepObserver } from './settleStep.ts';

/** A VM of a job as its task finds it. */
export interface VmWork extends StepOwner {
  readonly head: JobHead;
  readonly vm: JobVm;
  /** Null for a VM that we did not create. */
  readonly managed: ManagedVm | null;
}

/** Reads what there is to do; null when it is done already. */
export function loadWork(store: Store, task: Task): VmWork | null {
  const head = store.jobs.head(task.job_id);
  const row = store.jobs.vm(task.job_id, task.n);
  if (head === null || row === null || hasEnded(row.vm.status)) return null;
  const managed = row.managed_vm === null ? null : store.managed.get(row.managed_vm);
  // What an earlier attempt finished, and this one undoes, has its steps written down under that one.
  const attempt = head.kind === 'provision' ? (managed?.attempt ?? head.attempt) : head.attempt;
  return { ...task, attempt, head, vm: row.vm, managed };
}

/** Applies an event to the VM and stores and announces the result. Inside a transaction. */
export function applyVmEvent(store: Store, emit: Emit, task: Task, event: VmEvent): JobVm | null {
  const row = store.jobs.vm(task.job_id, task.n);
  if (row === null) return null;
  const vm = reduceVm(row.vm, event);
  store.jobs.saveVm(task.job_id, task.n, vm);
  emit({
    type: eventTypeOf(vm, event),
    job_id: task.job_id,
    vm_name: vm.vm_name,
    ...(vm.vm_id === null ? {} : { vm_id: vm.vm_id }),
    data: { n: task.n, vm },
  });
  return vm;
}

function eventTypeOf({ status }: JobVm, { type }: VmEvent): EventType {
  // What a guest does is no step and no further end of its VM.
  if (type === 'waiting' || type === 'guest') return 'vm_waiting';
  return hasEnded(status) ? 'vm_finished' : 'vm_step';
}

/** Marks the job as begun, once. Inside a transaction. */
export function beginJob({ store, clock }: JobContext, emit: Emit, jobId: string): void {
  const head = store.jobs.head(jobId);
  if (head?.status !== 'Submitted') return;
  store.jobs.start(jobId, new Date(clock.now()).toISOString());
  emit({ type: 'job_started', job_id: jobId, data: summary({ ...head, status: 'Provisioning' }) });
}

/** Ends the job when its last VM has ended. Inside a transaction. */
export function concludeJob({ store, clock }: JobContext, emit: Emit, jobId: string): void {
  if (!store.jobs.allVmsEnded(jobId)) return;
  const outcome = jobOutcome(store.jobs.vms(jobId).map(({ vm }) => vm));
  const head = store.jobs.head(jobId);
  if (outcome === null || head === null) return;
  const at = new Date(clock.now()).toISOString();
  store.jobs.finish(jobId, { ...outcome, at });
  emit({ type: 'job_finished', job_id: jobId, data: summary({ ...head, ...outcome, finished_at: at }) });
}

/** What events tell of a job. */
export function summary(
  head: Pick<JobHead, 'job_id' | 'kind' | 'status' | 'reason' | 'attempt' | 'operator'> & Partial<Job>,
): Record<string, unknown> {
  const { job_id, kind, status, reason, attempt, operator } = head;
  return { job: { job_id, kind, status, reason, attempt, operator } };
}

/** Tells clients and the log what holds a step up. */
export function observe({ store, logger }: JobContext, task: Task): StepObserver {
  return {
    waiting: (reason) => {
      store.transact((emit) => applyVmEvent(store, emit, task, { type: 'waiting', reason }));
    },
    retrying: (attempt, detail) => {
      logger.warn({ job_id: task.job_id, n: task.n, attempt, detail }, 'step found its object busy');
      const vm_name = store.jobs.vm(task.job_id, task.n)?.vm.vm_name ?? '';
      store.transact((emit) => {
        emit({ type: 'vm_retry', job_id: task.job_id, vm_name, data: { n: task.n, attempt } });
      });
    },
  };
}
