/** Work that is done now and then. */
export interface Throttled {
  (): void;
  /** Forgets what was asked for. */
  cancel(): void;
}

/** Does work soon after it is asked for, though never twice within `everyMs`: a steady stream of calls is gathered. */
export function throttle(work: () => void, everyMs: number): Throttled {
  const state: { timer: NodeJS.Timeout | null; last: number } = { timer: null, last: -Infinity };
  const run = (): void => {
    state.timer = null;
    state.last = performance.now();
    work();
  };
  const ask = (): void => {
    state.timer ??= setTimeout(run, Math.max(0, state.last + everyMs - performance.now()));
  };
  return Object.assign(ask, {
    cancel: () => {
      if (state.timer !== null) clearTimeout(state.timer);
      state.timer = null;
    },
  });
}
