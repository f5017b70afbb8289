import type { Vm } from '#schemas/generated/types.ts';

/** Whether others made this VM, with its disks, and VMSpec only took it into its records. */
export function isAdopted({ managed, job_id }: Pick<Vm, 'managed' | 'job_id'>): boolean {
  return managed && job_id === null;
}
