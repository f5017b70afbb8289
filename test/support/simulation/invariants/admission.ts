import assert from 'node:assert/strict';
import type { ServiceContext } from '../../../../server/src/host/services/context.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { promisedIn, roomIn, type Amounts } from './room.ts';

/** Everything that a refused request could leave. */
export interface Trace {
  readonly events: number;
  readonly jobs: number;
  readonly rows: number;
  readonly promised: Amounts;
}

export function traceOf(store: Store): Trace {
  return {
    events: store.events.newest(),
    jobs: store.jobs.countByStatus().reduce((sum, { count }) => sum + count, 0),
    rows: store.managed.held().length,
    promised: promisedIn(store),
  };
}

/** A refused request changed nothing. */
export function assertNoTrace(store: Store, before: Trace): void {
  assert.deepEqual(traceOf(store), before, 'a refused request leaves no trace');
}

/**
 * What an accepted request was promised is there: of every resource of which more is promised than before, committed,
 * reserved, what others take and what is kept back are together no more than the machine has.
 */
export function assertAdmissionFits(context: ServiceContext, before: Trace): void {
  const grown = [...promisedIn(context.store)].filter(([key, amount]) => amount !== before.promised.get(key));
  if (grown.length === 0) return;
  const view = context.watch.current();
  assert.ok(view !== null, 'nothing is promised while the machine cannot be read');
  const rooms = roomIn(context, view);
  for (const [key, amount] of grown) {
    const room = rooms.get(key) ?? 0;
    assert.ok(amount <= room, `over-committed: ${key} ${amount} promised of ${room}`);
  }
}
