import assert from 'node:assert/strict';
import type { TestHost } from './testHost.ts';

/** Everything that a request can leave behind. */
export interface Marks {
  readonly jobs: number;
  /** What is held, by resource. */
  readonly held: readonly unknown[];
  /** Position of the newest event. */
  readonly events: number;
  readonly tokens: number;
  /** Changes that the machine has seen. */
  readonly machine: number;
}

/** Counts what a request can leave behind. */
export function marksOf({ host: { store }, hyperv }: TestHost): Marks {
  return {
    jobs: store.jobs.countByStatus().reduce((sum, { count }) => sum + count, 0),
    held: [...store.ledger.promised()],
    events: store.events.newest(),
    tokens: store.tokens.all().length,
    machine: hyperv.machine.state.revision(),
  };
}

/** Does something that must leave no job, no reservation, no event, no token and no change of the machine. */
export async function untouched<T>(host: TestHost, work: () => Promise<T>): Promise<T> {
  const before = marksOf(host);
  const result = await work();
  assert.deepEqual(marksOf(host), before);
  return result;
}
