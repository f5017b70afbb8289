import { resourceKey } from '#core/capacity.ts';
import type { AuditFinding } from '#schemas/generated/types.ts';
import { capacityIn, overMessage } from '../capacity.ts';
import { isFinished } from '../reconciler.ts';
import { dependentsOf } from '../templates/dependents.ts';
import { recordedStates } from '../templates/judgedTemplates.ts';
import { finding, type AuditInput } from './finding.ts';

/** What is held although nothing needs it any more. */
export function staleReservations({ context: { store } }: AuditInput): AuditFinding[] {
  return store.ledger.stale().map(({ job_id, managed_vm, vm_name }) =>
    finding(managed_vm === null ? job_id : String(managed_vm), {
      kind: 'reservation_stale',
      ...{ vm_name, job_id, remedy: 'safe' },
      message: `CPU or memory is held for "${vm_name}", which does not need it any more.`,
      hint: 'A repair gives it back.',
    }),
  );
}

/** VMs of ours on the host for which nothing is held. */
export function missingReservations({ context: { store }, view }: AuditInput): AuditFinding[] {
  const { vms } = store.ledger.holders();
  return store.managed
    .held()
    .filter((managed) => !vms.has(managed.id) && view.find(managed) !== null && isFinished(store, managed))
    .map(({ id, vm_name, vm_id, job_id }) =>
      finding(String(id), {
        kind: 'reservation_missing',
        ...{ vm_name, vm_id, job_id, remedy: 'safe' },
        message: `Nothing is held for "${vm_name}", though it is on the host.`,
        hint: 'A repair holds what the VM has.',
      }),
    );
}

/** Jobs that have not ended and that nobody works on. */
export function stalledJobs({ context: { store, runner } }: AuditInput): AuditFinding[] {
  return store.jobs
    .unfinished()
    .filter((job_id) => !runner.has(job_id))
    .map((job_id) =>
      finding(job_id, {
        ...{ kind: 'job_stalled', job_id, remedy: 'safe' },
        message: `The job ${job_id} has not ended, but nothing works on it.`,
        hint: 'A repair takes it up again.',
      }),
    );
}

/** Templates that are no longer what was recorded. */
export function changedTemplates({ context: { store }, view }: AuditInput): AuditFinding[] {
  return recordedStates(store, view).flatMap(({ record: { path }, state }) => {
    if (state === 'ok') return [];
    const vms = dependentsOf(view, path).vms.length;
    const made = vms === 0 ? 'No VM depends on it.' : `${countVms(vms)} on it.`;
    return [
      finding(path, {
        ...{ kind: 'template_changed', path, remedy: 'none' },
        message:
          state === 'missing'
            ? `The template ${path} is missing. ${made}`
            : `The template ${path} is not the disk that was recorded. ${made}`,
        hint:
          vms === 0
            ? `Put the original file back, or forget it: \`vmspec templates remove "${path}" --keep-file\`.`
            : 'Put the original file back: differencing disks cannot be read without it.',
      }),
    ];
  });
}

function countVms(count: number): string {
  return count === 1 ? 'One VM depends' : `${count} VMs depend`;
}

/** Resources of which more is promised than there is. */
export function overCommitted({ context: { store }, view }: AuditInput): AuditFinding[] {
  return capacityIn(store, view)
    .filter(({ over_by }) => over_by > 0)
    .map((state) =>
      finding(resourceKey(state), {
        ...{ kind: 'over_committed', message: overMessage(state), remedy: 'none' },
        hint: 'Nothing is evicted and new work is refused until it fits again: `vmspec capacity`.',
      }),
    );
}
