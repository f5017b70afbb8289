import type { Database } from './database.ts';
import { number, text, textOrNull, type Row } from './row.ts';

/** A VM that a job created and whose guest has not been reached. */
export interface UnreachedGuest {
  readonly job_id: string;
  readonly n: number;
  /** Id of the VM on the host. */
  readonly vm_id: string;
}

/** VMs of jobs by what their guests do. */
export interface Guests {
  /** Those that are waited for; `gone`: the VM is not ours any more. */
  awaited(): (UnreachedGuest & { readonly gone: boolean })[];
  /** Those of VMs that are there, and that did not answer in time. */
  silent(): UnreachedGuest[];
  /** How many unfinished jobs there are that do more than wait for guests. */
  jobsAtWork(): number;
}

export function guests(database: Database): Guests {
  const rows = (state: 'waiting' | 'no_answer'): Row[] =>
    database.all(
      `SELECT job_vm.job_id, job_vm.n, job_vm.vm_id, managed_vm.state
       FROM job_vm LEFT JOIN managed_vm ON managed_vm.id = job_vm.managed_vm
       WHERE job_vm.guest = '${state}'`,
    );
  return {
    awaited: () => rows('waiting').map((row) => ({ ...guestOf(row), gone: !isHeld(row) })),
    jobsAtWork: () => {
      const row = database.get(
        `SELECT COUNT(*) AS count FROM job WHERE ${unfinished} AND EXISTS (
           SELECT 1 FROM job_vm WHERE job_vm.job_id = job.id AND job_vm.${unfinished} AND job_vm.step IS NOT 'guest')`,
      );
      return row === undefined ? 0 : number(row, 'count');
    },
    silent: () => rows('no_answer').filter(isHeld).map(guestOf),
  };
}

const unfinished = `status IN ('Submitted', 'Provisioning')`;

function isHeld(row: Row): boolean {
  return textOrNull(row, 'state') === 'HELD';
}

function guestOf(row: Row): UnreachedGuest {
  return {
    job_id: text(row, 'job_id'),
    n: number(row, 'n'),
    vm_id: textOrNull(row, 'vm_id') ?? '',
  };
}
