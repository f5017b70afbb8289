import assert from 'node:assert/strict';
import { sums, type Sums } from './ledgerOf.ts';
import type { TestHost } from './testHost.ts';

/** What a refused request must leave as it was. */
export interface Trace {
  readonly jobs: number;
  readonly promised: Sums;
  readonly names: readonly string[];
  /** Events of jobs; the machine itself may go on changing. */
  readonly events: number;
}

export function traceOf({ host }: Pick<TestHost, 'host'>): Trace {
  const { jobs, managed, events } = host.store;
  return {
    jobs: jobs.countByStatus().reduce((sum, { count }) => sum + count, 0),
    promised: sums({ host }),
    names: managed.held().map(({ vm_name }) => vm_name),
    events: events.after(0, 1_000_000).filter(({ type }) => type === 'job_submitted').length,
  };
}

/** No job, no reservation, no name, no event since then. */
export function assertNoTrace(host: Pick<TestHost, 'host'>, before: Trace): void {
  assert.deepEqual(traceOf(host), before);
}
