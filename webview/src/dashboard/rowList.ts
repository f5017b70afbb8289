import type { DashboardJob, DashboardVm } from '#schemas/generated/types.ts';
import type { Filter, Sort } from './state.ts';

/** Rows that are shown at once. */
export const PAGE = 100;

/** A row of either table. */
export type AnyRow = DashboardVm | DashboardJob;

/** The statuses by which rows are chosen, in the order of a VM's life. */
export const statuses = ['Submitted', 'Provisioning', 'Failed', 'Success', 'Other'] as const;

/** The status of a row among those. */
export function statusOf({ status }: AnyRow): string {
  return status ?? 'Other';
}

/** Rows that are shown, and how many there are. */
export interface Shown<T> {
  readonly rows: readonly T[];
  /** Index of the first one. */
  readonly from: number;
  readonly matching: number;
}

/** The rows of a page: those that match, in order, from where the person is. */
export function shownRows<T extends AnyRow>(
  rows: Iterable<T>,
  filter: Filter,
  sort: Sort,
  first: number,
): Shown<T> {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = [...rows].filter(
    (row) =>
      (filter.statuses.length === 0 || filter.statuses.includes(statusOf(row))) &&
      words.every((word) => textOf(row).includes(word)),
  );
  const keyed = matching.map((row) => ({ row, key: keyOf(row, sort.column), tie: naturalName(row) }));
  const way = sort.down ? -1 : 1;
  keyed.sort((left, right) => way * compare(left.key, right.key) || compare(left.tie, right.tie));
  const from = Math.min(first, Math.max(0, Math.floor((keyed.length - 1) / PAGE) * PAGE));
  return { rows: keyed.slice(from, from + PAGE).map(({ row }) => row), from, matching: keyed.length };
}

/** How many rows have each status. */
export function countByStatus(rows: Iterable<AnyRow>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(statusOf(row), (counts.get(statusOf(row)) ?? 0) + 1);
  return counts;
}

/** What is computed of a row once, as long as it is the same object: rows that do not change stay what they are. */
function kept<T>(make: (row: AnyRow) => T): (row: AnyRow) => T {
  const known = new WeakMap<AnyRow, T>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const value = make(row);
    known.set(row, value);
    return value;
  };
}

const naturalName = kept(({ name }) => natural(name));

const textOf = kept((row) => {
  const parts = 'power' in row ? [row.power, row.address, row.size] : [row.operator, row.kind];
  return [row.name, statusOf(row), row.detail, row.id, ...parts].join(' ').toLowerCase();
});

function keyOf(row: AnyRow, column: string): string {
  if (column === 'name') return naturalName(row);
  if (column === 'status') return String(statuses.indexOf(statusOf(row) as (typeof statuses)[number]));
  const value: unknown = Object.hasOwn(row, column) ? Reflect.get(row, column) : '';
  return natural(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
}

/** Names sort as people count. */
function natural(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
