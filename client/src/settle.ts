/** Milliseconds of quiet after which work is done, and the longest that a steady stream can put it off. */
const QUIET_MS = 300;
const LONGEST_MS = 1500;

/** Does something once after a burst of calls. */
export interface Settling {
  (): void;
  /** Forgets what was asked for. */
  cancel(): void;
}

/** Puts work off until calls have been quiet for a moment, though not for longer than 1.5 s. */
export function settle(work: () => void): Settling {
  const state: { timer: NodeJS.Timeout | null; firstAt: number } = { timer: null, firstAt: 0 };
  const cancel = (): void => {
    if (state.timer !== null) clearTimeout(state.timer);
    state.timer = null;
  };
  const run = (): void => {
    state.timer = null;
    work();
  };
  const ask = (): void => {
    const now = performance.now();
    if (state.timer === null) state.firstAt = now;
    else clearTimeout(state.timer);
    const wait = Math.min(QUIET_MS, Math.max(0, state.firstAt + LONGEST_MS - now));
    state.timer = setTimeout(run, wait);
  };
  return Object.assign(ask, { cancel });
}
