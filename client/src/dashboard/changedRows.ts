import type { DashboardRows } from '#schemas/generated/types.ts';
import type { DashboardRowSet } from './rows.ts';

/** What was sent last of each row. */
export type SentRows = ReadonlyMap<string, string>;

/** What has to be sent for a page that has the rows of `sent` to have these; null: nothing. */
export function changedRows(
  { vms, jobs }: DashboardRowSet,
  sent: SentRows | null,
): { readonly message: DashboardRows | null; readonly sent: SentRows } {
  const now = new Map<string, string>();
  const take = <T>(rows: ReadonlyMap<string, T>): T[] =>
    [...rows].flatMap(([id, row]) => {
      const text = JSON.stringify(row);
      now.set(id, text);
      return sent?.get(id) === text ? [] : [row];
    });
  const changed = { vms: take(vms), jobs: take(jobs) };
  const gone = [...(sent?.keys() ?? [])].filter((id) => !now.has(id));
  const isSame = sent !== null && changed.vms.length + changed.jobs.length + gone.length === 0;
  return { message: isSame ? null : { type: 'rows', full: sent === null, ...changed, gone }, sent: now };
}
