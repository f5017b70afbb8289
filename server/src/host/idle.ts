import type { Clock } from './ports.ts';

/** Counts those who hold a socket open. */
export interface Presence {
  /** Somebody has come; the answered function says that this one has left. */
  enter(): () => void;
  /** Milliseconds since the last one left, or since the beginning; 0 while somebody is there. */
  quietMs(): number;
}

export function createPresence({ monotonic }: Pick<Clock, 'monotonic'>): Presence {
  const state = { present: 0, since: monotonic() };
  return {
    enter: () => {
      state.present += 1;
      const visit = { over: false };
      return () => {
        if (visit.over) return;
        visit.over = true;
        state.present -= 1;
        state.since = monotonic();
      };
    },
    quietMs: () => (state.present > 0 ? 0 : monotonic() - state.since),
  };
}

/** Milliseconds between two looks. */
const LOOK_MS = 1000;

export interface IdleOptions {
  readonly clock: Clock;
  readonly presence: Presence;
  readonly unfinishedJobs: () => number;
  /** How long nobody may be there and no job may run. */
  readonly idleMs: number;
  readonly stopping: AbortSignal;
}

/** Waits until a host has been of no use for so long; true then, false when it stops for another reason. */
export async function whenIdle(options: IdleOptions): Promise<boolean> {
  const { clock, presence, unfinishedJobs, idleMs, stopping } = options;
  const state = { workedAt: clock.monotonic() };
  for (;;) {
    await clock.sleep(Math.min(LOOK_MS, idleMs), stopping);
    if (stopping.aborted) return false;
    if (unfinishedJobs() > 0) state.workedAt = clock.monotonic();
    if (Math.min(presence.quietMs(), clock.monotonic() - state.workedAt) >= idleMs) return true;
  }
}
