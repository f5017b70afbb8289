import type { Clock, HyperV } from '../../../server/src/host/ports.ts';
import type { Store } from '../../../server/src/host/store/store.ts';
import { Killed, never, type Life } from './life.ts';
import type { StorageFaults } from './storageFaults.ts';

/** A clock that wakes nobody any more when the life is over. */
export function mortalClock(clock: Clock, life: Life): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => whileAlive(life, () => clock.sleep(ms, signal)),
  };
}

/** Longest reading and longest look that the driver of a real machine waits for, in ms. */
const INVENTORY_DEADLINE_MS = 5 * 60_000;
const LOOK_DEADLINE_MS = 2 * 60_000;

/** A machine that a host talks to until its life is over; what it was asked for by then it may still do. */
export function mortalHyperV(hyperv: HyperV, clock: Clock, life: Life, outlivesUs: boolean): HyperV {
  return {
    driver: hyperv.driver,
    outlivesUs,
    configure: (folders) => {
      hyperv.configure(folders);
    },
    inventory: (signal) =>
      whileAlive(life, () => {
        const read = (either: AbortSignal): ReturnType<HyperV['inventory']> => hyperv.inventory(either);
        return withDeadline(clock, INVENTORY_DEADLINE_MS, signal, read);
      }),
    ensure: (step, params, signal) => whileAlive(life, () => hyperv.ensure(step, params, signal)),
    probe: (step, params, signal) =>
      whileAlive(life, () =>
        withDeadline(clock, LOOK_DEADLINE_MS, signal, (either) => hyperv.probe(step, params, either)),
      ),
    restart: (vmId, signal) => whileAlive(life, () => hyperv.restart(vmId, signal)),
    close: () => Promise.resolve(),
  };
}

async function whileAlive<T>(life: Life, work: () => Promise<T>): Promise<T> {
  if (life.over()) return never();
  try {
    const result = await work();
    return life.over() ? await never() : result;
  } catch (error) {
    if (life.over()) return never();
    throw error;
  }
}

async function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const answered = new AbortController();
  const late = new AbortController();
  void clock.sleep(ms, answered.signal).then(() => {
    if (!answered.signal.aborted) late.abort();
  });
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } finally {
    // A reason of one's own costs no stack trace, and there are millions.
    answered.abort('answered');
  }
}

/** Records that refuse when the life is over, and that may end it with any commit. Their disk fails as `faults` says. */
export function mortalStore(store: Store, life: Life, faults: StorageFaults): Store {
  const transact: Store['transact'] = (work) => {
    const fault = faults.take();
    try {
      const result = store.transact((emit) => {
        const done = work(emit);
        if (fault === 'full') throw faults.full();
        // What the statement that failed would have told: the process is to end.
        if (fault === 'lost') {
          life.end();
          throw faults.broken();
        }
        return done;
      });
      // The commit reached the disk, and only its answer did not.
      if (fault === 'unanswered') life.end();
      life.moment();
      return result;
    } finally {
      refuseWhenOver(life);
    }
  };
  return {
    ...store,
    transact: (work) => {
      refuseWhenOver(life);
      return transact(work);
    },
    prune: () => {
      refuseWhenOver(life);
      store.prune();
    },
  };
}

function refuseWhenOver(life: Life): void {
  if (life.over()) throw new Killed();
}
