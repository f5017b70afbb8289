/** Keeps refusals from filling the log: so many are written for each caller and minute, the others are counted. */
export interface RefusalThrottle {
  /** How many were only counted since the last one that is written; null: this one is only counted too. */
  take(caller: string, now: number): number | null;
}

const PER_MINUTE = 60;
const MINUTE_MS = 60_000;

interface Window {
  readonly start: number;
  readonly written: number;
  readonly counted: number;
}

/** `caller` is the name of a token, or one word for all who have none, so that there are never many. */
export function refusalThrottle(): RefusalThrottle {
  const windows = new Map<string, Window>();
  return {
    take: (caller, now) => {
      const before = windows.get(caller) ?? { start: now, written: 0, counted: 0 };
      const window = now - before.start >= MINUTE_MS ? { ...before, start: now, written: 0 } : before;
      if (window.written >= PER_MINUTE) {
        windows.set(caller, { ...window, counted: window.counted + 1 });
        return null;
      }
      windows.set(caller, { ...window, written: window.written + 1, counted: 0 });
      return window.counted;
    },
  };
}
