import type { Clock, HyperV, HyperVFailure } from '../ports.ts';
import type { HostView } from './hostView.ts';
import type { Inventory } from '#core/inventory.ts';

/** Keeps the latest reading of the host. When the last reading failed there is none: nothing is promised blindly. */
export interface InventoryWatch {
  /** The latest view, or null while the host cannot be read. */
  current(): HostView | null;
  /** Why there is no view. */
  failure(): HyperVFailure | null;
  /** A view whose reading began after this call, or null when it failed. Concurrent callers share one reading. */
  fresh(): Promise<HostView | null>;
  /** Reads now and then at every interval, until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

export interface InventoryWatchOptions {
  readonly hyperv: HyperV;
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Makes a view of a reading. */
  readonly view: (inventory: Inventory, at: string) => HostView;
  /** Told of every good reading, and of the view before it. Answers whether the view has to be made anew. */
  readonly onReading: (view: HostView, before: HostView | null) => boolean;
  readonly onFailure: (failure: HyperVFailure) => void;
}

export function inventoryWatch(options: InventoryWatchOptions): InventoryWatch {
  const { clock, intervalMs } = options;
  const stopping = new AbortController();
  const state: { view: HostView | null; lastGood: HostView | null; failure: HyperVFailure | null } = {
    view: null,
    lastGood: null,
    failure: null,
  };
  const read = async (): Promise<HostView | null> => {
    const result = await options.hyperv.inventory(stopping.signal);
    if (!result.ok) {
      state.view = null;
      state.failure = result.failure;
      options.onFailure(result.failure);
      return null;
    }
    const at = new Date(clock.now()).toISOString();
    const keep = (view: HostView): HostView => {
      Object.assign(state, { view, lastGood: view, failure: null });
      return view;
    };
    const before = state.lastGood;
    const view = keep(options.view(result.inventory, at));
    return options.onReading(view, before) ? keep(options.view(result.inventory, at)) : view;
  };
  // Readings run one after another. `waiting` is the one that has not begun: whoever asks meanwhile may share it.
  const queue: { waiting: Promise<HostView | null> | null; last: Promise<unknown> } = {
    waiting: null,
    last: Promise.resolve(),
  };
  const fresh = (): Promise<HostView | null> => {
    if (queue.waiting !== null) return queue.waiting;
    const reading = queue.last.then(() => {
      queue.waiting = null;
      return read();
    });
    queue.waiting = reading;
    queue.last = reading.catch(() => null);
    return reading;
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await fresh();
      await clock.sleep(intervalMs, stopping.signal);
    }
  };
  const loops: Promise<void>[] = [];
  return {
    current: () => state.view,
    failure: () => state.failure,
    fresh,
    start: () => {
      loops.push(loop());
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
