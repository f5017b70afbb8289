import type { DashboardRows } from '#schemas/generated/types.ts';
import type { Kept } from '../views/kept.ts';
import type { DashboardRowSet } from './rows.ts';

/** What has to be sent for a page that has the rows of `sent` (null: none yet) to have these; null: nothing. */
export function changedRows(
  { vms, jobs }: DashboardRowSet,
  sent: DashboardRowSet | null,
): DashboardRows | null {
  const changed = {
    vms: differing(vms, sent?.vms),
    jobs: differing(jobs, sent?.jobs),
    gone: [...gone(vms, sent?.vms), ...gone(jobs, sent?.jobs)],
  };
  const isSame = changed.vms.length + changed.jobs.length + changed.gone.length === 0;
  return isSame && sent !== null ? null : { type: 'rows', full: sent === null, ...changed };
}

type Rows<T> = ReadonlyMap<string, Kept<T>>;

function differing<T>(rows: Rows<T>, before: Rows<T> | undefined): T[] {
  return [...rows].flatMap(([id, { value }]) => (before?.get(id)?.value === value ? [] : [value]));
}

function gone<T>(rows: Rows<T>, before: Rows<T> | undefined): string[] {
  return [...(before?.keys() ?? [])].filter((id) => !rows.has(id));
}
