import { setMaxListeners } from 'node:events';
import type { CallResult, ShellCall } from './call.ts';
import type { ShellRecords } from './shellRecords.ts';
import type { StartShell } from './shellProcess.ts';
import { warmUp, type StartFailure, type WarmShell, type WarmShellOptions } from './warmShell.ts';

/** A few PowerShell processes that stay, and one queue in front of them. */
export interface WarmShells {
  /** Runs an operation on the next free shell. Never rejects; an aborted signal cuts it off. */
  call(call: ShellCall, signal: AbortSignal): Promise<CallResult>;
  /** Starts the first shell and answers what went wrong, or null. */
  warm(): Promise<StartFailure | null>;
  /** Processes started so far. */
  started(): number;
  /** Ends every shell; calls that wait or run are cut off. */
  close(): Promise<void>;
}

export interface WarmShellsOptions extends Omit<WarmShellOptions, 'startTimeoutMs'> {
  readonly start: StartShell;
  readonly records: ShellRecords;
  /** 2 to 4; the first is kept for calls that only read. */
  readonly count?: number;
  readonly startTimeoutMs?: number;
  readonly onProblem: (problem: { readonly reason: string }) => void;
}

/** A machine that is just booting may take this long to start PowerShell. */
const START_TIMEOUT_MS = 90_000;
const DEFAULT_COUNT = 4;
/** A shell is replaced after this many operations, so that whatever Windows leaks in it ends with it. */
const OPERATIONS_PER_SHELL = 2_000;

interface Waiting {
  readonly call: ShellCall;
  readonly signal: AbortSignal;
  readonly settle: (result: CallResult) => void;
}

interface Slot {
  readonly lane: ShellCall['lane'] | 'any';
  busy: boolean;
  shell: WarmShell | null;
  operations: number;
}

export function warmShells(options: WarmShellsOptions): WarmShells {
  const count = Math.min(4, Math.max(2, options.count ?? DEFAULT_COUNT));
  const slots = Array.from({ length: count }, (_unused, index): Slot => {
    return { lane: index === 0 ? 'read' : 'any', busy: false, shell: null, operations: 0 };
  });
  const queue: Waiting[] = [];
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const starter = shellStarter(options, closing.signal);

  const pump = (): void => {
    for (const slot of slots) {
      if (slot.busy) continue;
      const at = queue.findIndex(({ call }) => slot.lane === 'any' || call.lane === slot.lane);
      const [next] = at === -1 ? [] : queue.splice(at, 1);
      if (next !== undefined) void occupy(slot, () => serve(slot, next)).then((settle) => settle());
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
    const lost = result.outcome === 'lost' && !closing.signal.aborted;
    if (!lost && slot.operations < OPERATIONS_PER_SHELL) return () => settle(result);
    if (lost) options.onProblem({ reason: result.reason });
    // Nobody waits until a new shell has taken the place of this one.
    settle(result);
    await replace(slot);
    return () => undefined;
  };
  /** Answers why there is no shell in the slot, or null when there is one. */
  const ready = async (slot: Slot): Promise<StartFailure | null> => {
    if (slot.shell !== null && !starter.hasEnded(slot.shell)) return null;
    slot.shell = null;
    slot.operations = 0;
    const start = await starter.start();
    if (start.ok) slot.shell = start.shell;
    else options.onProblem({ reason: start.failure.reason });
    return start.ok ? null : start.failure;
  };
  const replace = async (slot: Slot): Promise<void> => {
    await slot.shell?.process.kill();
    slot.shell = null;
    await ready(slot);
  };

  return {
    call: (call, signal) => enqueue(queue, call, signal, closing.signal, pump),
    warm: async () => {
      const [first, second] = slots;
      if (first === undefined || first.busy) return null;
      const failure = await occupy(first, () => ready(first));
      if (failure === null && second?.busy === false) void occupy(second, () => ready(second));
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
