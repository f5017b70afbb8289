import type { Clock } from '../ports.ts';

/** Counts requests of each caller, second by second. Answers the seconds to wait, or 0. */
export interface RateLimit {
  take(caller: string): number;
}

interface Window {
  start: number;
  count: number;
}

/** At most `perSecond` requests a second for each caller: a guard against runaway scripts, not a quota. */
export function rateLimit(perSecond: number, clock: Clock): RateLimit {
  const windows = new Map<string, Window>();
  /** In the order in which they began, so that the first that is not over ends the search. */
  const forgetOld = (now: number): void => {
    for (const [caller, { start }] of windows) {
      if (now - start < 1000) return;
      windows.delete(caller);
    }
  };
  return {
    take: (caller) => {
      const now = clock.monotonic();
      const window = windows.get(caller);
      if (window === undefined || now - window.start >= 1000) {
        forgetOld(now);
        windows.set(caller, { start: now, count: 1 });
        return 0;
      }
      window.count += 1;
      return window.count > perSecond ? 1 : 0;
    },
  };
}
