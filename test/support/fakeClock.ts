import type { Clock } from '../../server/src/host/ports.ts';

/** A clock whose time moves only when a test says so. */
export interface FakeClock extends Clock {
  /** Moves both times on, waking sleepers in the order in which they are due, and lets them run. */
  advance(ms: number): Promise<void>;
  /** Moves the time of day alone, as a daylight saving change or a corrected clock does. */
  jump(ms: number): void;
  /** Sleepers not woken yet. */
  sleeping(): number;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * Time starts at `start` (milliseconds since 1970); the monotonic time starts at 0. `quiet` resolves when nothing runs
 * that takes real time, such as another process: time does not move on before.
 */
export function fakeClock(
  start = Date.UTC(2026, 0, 1),
  quiet: () => Promise<void> = () => Promise.resolve(),
): FakeClock {
  const sleepers = new Set<Sleeper>();
  let wall = start;
  let monotonic = 0;

  const moveTo = (due: number): void => {
    wall += due - monotonic;
    monotonic = due;
  };

  /** Lets everything that is ready run, so that it can go to sleep again before time moves on. */
  const letRun = async (): Promise<void> => {
    await turns();
    await quiet();
  };

  const nextDue = (end: number): Sleeper | undefined =>
    [...sleepers].filter((sleeper) => sleeper.due <= end).sort((a, b) => a.due - b.due)[0];

  return {
    // Sleeps may be broken milliseconds; the time of day is told in whole ones.
    now: () => Math.floor(wall),
    monotonic: () => monotonic,
    sleep: (ms, signal) => sleepUntil(sleepers, monotonic + Math.max(0, ms), signal),
    sleeping: () => sleepers.size,
    jump: (ms) => {
      wall += ms;
    },
    advance: async (ms) => {
      const end = monotonic + ms;
      await letRun();
      for (let sleeper = nextDue(end); sleeper !== undefined; sleeper = nextDue(end)) {
        moveTo(Math.max(sleeper.due, monotonic));
        sleeper.wake();
        await letRun();
      }
      moveTo(end);
      await letRun();
    },
  };
}

function sleepUntil(sleepers: Set<Sleeper>, due: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      sleepers.delete(sleeper);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const sleeper: Sleeper = { due, wake };
    sleepers.add(sleeper);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
