import { pino } from 'pino';
import type { JobContext, Task } from '../../server/src/host/jobs/context.ts';
import type { HyperV } from '../../server/src/host/ports.ts';
import type { InventoryWatch } from '../../server/src/host/services/inventoryWatch.ts';
import type { Store } from '../../server/src/host/store/store.ts';
import { fakeClock, type FakeClock } from './fakeClock.ts';
import { seededRandom } from './seededRandom.ts';

/** A machine that answers only what a test says; any other call is a mistake. */
export function scriptedHyperV(answers: Partial<HyperV>): HyperV {
  const notAsked = (): never => {
    throw new Error('the machine is not asked for this here');
  };
  return {
    driver: 'simulated',
    ...{ configure: notAsked, inventory: notAsked, room: notAsked, ensure: notAsked },
    ...{ probe: notAsked, restart: notAsked, close: notAsked },
    ...answers,
  };
}

export interface JobCase {
  readonly context: JobContext;
  readonly clock: FakeClock;
  /** VMs that were put in line. */
  readonly enqueued: Task[];
  /** Says that the host stops. */
  readonly stop: () => void;
}

/** What jobs need, with a clock that a test moves. A job has ten minutes for a step. */
export function jobCase(store: Store, hyperv: HyperV): JobCase {
  const clock = fakeClock();
  const stopping = new AbortController();
  const enqueued: Task[] = [];
  const watch: InventoryWatch = {
    current: () => null,
    failure: () => null,
    fresh: () => Promise.resolve(null),
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
  const context: JobContext = {
    ...{ store, hyperv, watch, clock, random: seededRandom(1), logger: pino({ enabled: false }) },
    policy: {
      ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
      ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
    },
    enqueue: (task) => enqueued.push(task),
    stepTimeoutMs: 600_000,
    stopping: stopping.signal,
  };
  return {
    ...{ context, clock, enqueued },
    stop: () => {
      stopping.abort();
    },
  };
}
