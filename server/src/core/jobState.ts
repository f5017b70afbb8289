import type {
  GuestState,
  JobCounts,
  JobError,
  JobStatus,
  JobVm,
  RollbackState,
  StepName,
} from '#schemas/generated/types.ts';

/** What can happen to a VM within its job. */
export type VmEvent =
  | {
      readonly type: 'step';
      readonly step: StepName;
      readonly progress: number;
      /** What is known of the guest from this step on. */
      readonly guest?: GuestState;
    }
  | { readonly type: 'identified'; readonly vm_id: string }
  | { readonly type: 'waiting'; readonly reason: 'busy' | 'unknown_outcome' }
  | { readonly type: 'guest'; readonly guest: GuestState }
  | { readonly type: 'rollback'; readonly error: JobError }
  | { readonly type: 'succeeded'; readonly warning?: JobError }
  | { readonly type: 'failed'; readonly error: JobError; readonly rollback: RollbackState }
  | { readonly type: 'resubmitted' };

/** A VM that a job just accepted is to create. */
export function vmToCreate(vmName: string): JobVm {
  return { ...submittedVm(vmName), guest: 'not_asked' };
}

/** A VM whose job was just accepted. */
export function submittedVm(vmName: string, vmId: string | null = null): JobVm {
  return {
    vm_name: vmName,
    status: 'Submitted',
    step: null,
    progress: 0,
    vm_id: vmId,
    error: null,
    rollback: 'none',
    waiting_for: null,
  };
}

/**
 * The VM after the event. A VM that ended changes only by being resubmitted or rolled back, and by what its guest does: a
 * guest that was reached late takes the warning away.
 */
export function reduceVm(vm: JobVm, event: VmEvent): JobVm {
  switch (event.type) {
    case 'step':
      return {
        ...vm,
        status: 'Provisioning',
        step: event.step,
        progress: event.progress,
        waiting_for: null,
        ...(event.guest === undefined ? {} : { guest: event.guest }),
      };
    case 'identified':
      return { ...vm, vm_id: event.vm_id };
    case 'waiting':
      return { ...vm, waiting_for: event.reason };
    case 'guest':
      return { ...withoutWarning(vm), guest: event.guest };
    case 'rollback':
      return {
        ...withoutGuest(vm),
        status: 'Provisioning',
        error: event.error,
        rollback: 'running',
        waiting_for: null,
      };
    case 'succeeded':
      return {
        ...vm,
        status: 'Success',
        step: null,
        progress: 1,
        error: null,
        waiting_for: null,
        ...(event.warning === undefined ? {} : { warning: event.warning }),
      };
    case 'failed':
      return {
        ...withoutGuest(vm),
        status: 'Failed',
        error: event.error,
        rollback: event.rollback,
        waiting_for: null,
        vm_id: event.rollback === 'complete' ? null : vm.vm_id,
      };
    case 'resubmitted':
      return withoutGuest({ ...vm, ...submittedVm(vm.vm_name, vm.vm_id) });
  }
}

/** The VM as one whose guest nobody asks, not yet or not any more. */
function withoutGuest(vm: JobVm): JobVm {
  return vm.guest === undefined ? vm : { ...withoutWarning(vm), guest: 'not_asked' };
}

function withoutWarning({ warning: _warning, ...vm }: JobVm): JobVm {
  return vm;
}

/** Whether a VM, or a job, has come to its end. */
export function hasEnded(status: JobStatus): boolean {
  return status === 'Success' || status === 'Failed';
}

/** How many VMs of a job ended in which way so far. */
export function countVms(vms: readonly Pick<JobVm, 'status' | 'error'>[]): JobCounts {
  const counts = { requested: vms.length, created: 0, failed: 0, cancelled: 0 };
  for (const { status, error } of vms) {
    if (status === 'Success') counts.created += 1;
    else if (status === 'Failed' && error?.code === 'cancelled') counts.cancelled += 1;
    else if (status === 'Failed') counts.failed += 1;
  }
  return counts;
}

/** How a job ended, or null while a VM of it has not. */
export function jobOutcome(
  vms: readonly Pick<JobVm, 'status' | 'error'>[],
): { readonly status: 'Success' | 'Failed'; readonly reason: string | null } | null {
  if (!vms.every((vm) => hasEnded(vm.status))) return null;
  const { created, cancelled } = countVms(vms);
  if (created === vms.length) return { status: 'Success', reason: null };
  if (cancelled > 0) return { status: 'Failed', reason: 'cancelled' };
  if (created > 0) return { status: 'Failed', reason: 'partial' };
  const cause = vms.find((vm) => vm.error !== null && vm.error.code !== 'sibling_failed') ?? vms[0];
  return { status: 'Failed', reason: cause?.error?.code ?? 'internal' };
}
