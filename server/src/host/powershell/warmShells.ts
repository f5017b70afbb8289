import { setMaxListeners } from 'node:events';
import type { CallResult, ShellCall } from './call.ts';
import type { ShellRecords } from './shellRecords.ts';
import type { StartShell } from './shellProcess.ts';
import { warmUp, type StartFailure, type WarmShell, type WarmShellOptions } from './warmShell.ts';

/** A few PowerShell processes that stay, and one queue in front of them. */
export interface WarmShells {
  /** Runs an operation on the next free shell. Never rejects; an aborted signal cuts it off. */
  call(call: ShellCall, signal: AbortSignal): Promise<CallResult>;
  /** Starts the first shell and answers what went wrong, or null. A second one follows after the first inventory. */
  warm(): Promise<StartFailure | null>;
  /** Processes started so far. */
  started(): number;
  /** Ends every shell; calls that wait or run are cut off. */
  close(): Promise<void>;
}

export interface WarmShellsOptions extends Omit<WarmShellOptions, 'startTimeoutMs'> {
  readonly start: StartShell;
  readonly records: ShellRecords;
  /** 2 to 4; the first is kept for inventories, and for other calls that only read when all else is busy. */
  readonly count?: number;
  readonly startTimeoutMs?: number;
  readonly operationsPerShell?: number;
  readonly onProblem: (problem: { readonly reason: string }) => void;
}

/** A machine that is just booting may take this long to start PowerShell. */
const START_TIMEOUT_MS = 90_000;
const DEFAULT_COUNT = 4;
/** Pages of an inventory follow each other faster than this. */
const SPARE_AFTER_MS = 500;
/** A shell is replaced after this many operations, so that whatever Windows leaks in it ends with it. */
const OPERATIONS_PER_SHELL = 2_000;

interface Waiting {
  readonly call: ShellCall;
  readonly signal: AbortSignal;
  readonly settle: (result: CallResult) => void;
}

interface Slot {
  busy: boolean;
  shell: WarmShell | null;
  operations: number;
  /** The last inventory that was asked of it: its shell remembers what it read. */
  inventory: ShellCall | null;
  /** A new shell that is being made ready, or is, to take the place of the old one. */
  successor: WarmShell | 'coming' | null;
}

export function warmShells(options: WarmShellsOptions): WarmShells {
  const count = Math.min(4, Math.max(2, options.count ?? DEFAULT_COUNT));
  const operationsPerShell = options.operationsPerShell ?? OPERATIONS_PER_SHELL;
  const slots = Array.from({ length: count }, (): Slot => {
    return { busy: false, shell: null, operations: 0, inventory: null, successor: null };
  });
  const queue: Waiting[] = [];
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const isClosing = (): boolean => closing.signal.aborted;
  const state = { isSpareDue: false };
  const starter = shellStarter(options, closing.signal);

  const pump = (): void => {
    for (const next of [...queue]) {
      const slot = slotFor(slots, next.call.lane);
      if (slot === undefined) continue;
      queue.splice(queue.indexOf(next), 1);
      void occupy(slot, () => serve(slot, next)).then((settle) => settle());
    }
  };
  const occupy = async <T>(slot: Slot, work: () => Promise<T>): Promise<T> => {
    slot.busy = true;
    try {
      return await work();
    } finally {
      slot.busy = false;
      setImmediate(pump);
    }
  };
  /** Answers what is left to do once the shell is free again: whoever is answered may ask for it at once. */
  const serve = async (slot: Slot, { call, signal, settle }: Waiting): Promise<() => void> => {
    const failure = await ready(slot);
    if (slot.shell === null || signal.aborted || closing.signal.aborted) {
      return () => settle(notBegun(signal, failure?.reason ?? 'the host is closing its shells'));
    }
    const result = await slot.shell.call(call, AbortSignal.any([signal, closing.signal]));
    slot.operations += 1;
    if (call.lane === 'inventory') slot.inventory = call;
    if (state.isSpareDue && call.lane === 'inventory') void startSpare(slot);
    const lost = result.outcome === 'lost' && !closing.signal.aborted;
    if (!lost) {
      if (slot.operations >= operationsPerShell && slot.successor === null) void succeed(slot);
      return () => settle(result);
    }
    options.onProblem({ reason: result.reason });
    // Nobody waits until a new shell has taken the place of this one.
    settle(result);
    await slot.shell.process.kill();
    slot.shell = null;
    await ready(slot);
    return () => undefined;
  };
  /** Answers why there is no shell in the slot, or null when there is one. */
  const ready = async (slot: Slot): Promise<StartFailure | null> => {
    if (slot.successor !== null && slot.successor !== 'coming') {
      void slot.shell?.process.kill();
      Object.assign(slot, { shell: slot.successor, successor: null, operations: 0 });
    }
    if (slot.shell !== null && !starter.hasEnded(slot.shell)) return null;
    slot.shell = null;
    slot.operations = 0;
    const start = await starter.start();
    if (start.ok) slot.shell = start.shell;
    else options.onProblem({ reason: start.failure.reason });
    return start.ok ? null : start.failure;
  };
  /** Makes a new shell ready beside the old one, which works on; it has read what the old one remembers. */
  const succeed = async (slot: Slot): Promise<void> => {
    if (isClosing()) return;
    slot.successor = 'coming';
    const start = await starter.start();
    if (!start.ok) {
      options.onProblem({ reason: start.failure.reason });
      Object.assign(slot, { successor: null, operations: 0 });
      return;
    }
    if (slot.inventory !== null) await start.shell.call(slot.inventory, closing.signal);
    slot.successor = start.shell;
    if (!slot.busy && !isClosing()) await occupy(slot, () => ready(slot));
  };

  /** Makes a second shell ready when the first inventory has been read: a small host has no processor to spare before. */
  const startSpare = async (reader: Slot): Promise<void> => {
    const last = reader.inventory;
    await options.clock.sleep(SPARE_AFTER_MS, closing.signal);
    const spare = slots[1];
    const isReading = reader.busy || reader.inventory !== last;
    if (!state.isSpareDue || isReading || isClosing() || spare === undefined) return;
    state.isSpareDue = false;
    if (!spare.busy) await occupy(spare, () => ready(spare));
  };

  return {
    call: (call, signal) => enqueue(queue, call, signal, closing.signal, pump),
    warm: async () => {
      const [first] = slots;
      if (first === undefined || first.busy) return null;
      const failure = await occupy(first, () => ready(first));
      state.isSpareDue = failure === null;
      return failure;
    },
    started: () => starter.count(),
    close: async () => {
      closing.abort();
      for (const { signal, settle } of queue.splice(0))
        settle(notBegun(signal, 'the host is closing its shells'));
      await starter.endAll();
    },
  };
}

/**
 * The free slot for a call. An inventory goes where the last one was read, since another shell would have to read
 * everything; other calls keep out of its way, and no process is started for a look while an idle one can take it.
 */
function slotFor([first, ...others]: readonly Slot[], lane: ShellCall['lane']): Slot | undefined {
  const reader = first?.busy === false ? first : undefined;
  if (lane === 'inventory') return reader;
  const free = others.filter(({ busy }) => !busy);
  const warm = free.find(({ shell }) => shell !== null);
  return (
    warm ??
    (lane === 'read' && reader?.shell !== null ? reader : undefined) ??
    free[0] ??
    (lane === 'read' ? reader : undefined)
  );
}

/** Waits in the queue until a shell takes the call, or until it is given up. */
function enqueue(
  queue: Waiting[],
  call: ShellCall,
  signal: AbortSignal,
  closing: AbortSignal,
  pump: () => void,
): Promise<CallResult> {
  if (signal.aborted || closing.aborted) return Promise.resolve(notBegun(signal, 'the shells are closed'));
  return new Promise((resolve) => {
    const giveUp = (): void => {
      const at = queue.indexOf(waiting);
      if (at !== -1) waiting.settle(notBegun(signal, 'the call was cut off', queue.splice(at, 1).length > 0));
    };
    const settle = (result: CallResult): void => {
      signal.removeEventListener('abort', giveUp);
      resolve(result);
    };
    const waiting: Waiting = { call, signal, settle };
    signal.addEventListener('abort', giveUp, { once: true });
    queue.push(waiting);
    pump();
  });
}

function notBegun(signal: AbortSignal, reason: string, aborted = signal.aborted): CallResult {
  return { outcome: 'not_begun', reason: aborted ? 'the call was cut off' : reason, aborted };
}

interface ShellStarter {
  start(): ReturnType<typeof warmUp>;
  hasEnded(shell: WarmShell): boolean;
  count(): number;
  endAll(): Promise<void>;
}

/** Starts processes, and keeps the record of those that run. */
function shellStarter(options: WarmShellsOptions, closing: AbortSignal): ShellStarter {
  const { records, clock } = options;
  const running = new Set<WarmShell['process']>();
  const state = { count: 0 };
  return {
    start: () => {
      const process = options.start();
      const { pid } = process;
      state.count += 1;
      running.add(process);
      if (pid !== null) records.add({ pid, started_at: clock.now() });
      void process.ended.then(() => {
        running.delete(process);
        if (pid !== null) records.remove(pid);
      });
      const startTimeoutMs = options.startTimeoutMs ?? START_TIMEOUT_MS;
      return warmUp(process, { ...options, startTimeoutMs }, closing);
    },
    hasEnded: ({ process }) => !running.has(process),
    count: () => state.count,
    endAll: async () => {
      await Promise.all([...running].map((process) => process.kill().then(() => process.ended)));
    },
  };
}
