import type { Clock } from '../../../server/src/lsp/clock.ts';

/** A clock that stands still until it is moved. What is due at once runs after what is running now. */
export interface TestClock extends Clock {
  /** Moves time, and runs what has become due. */
  advance(ms: number): void;
}

/** Starts at a fixed time. */
export function testClock(start = Date.parse('2030-01-01T00:00:00Z')): TestClock {
  const state = { now: start };
  const waiting = new Map<symbol, { readonly due: number; readonly work: () => void }>();
  const run = (): void => {
    for (const [key, { due, work }] of [...waiting].sort(([, a], [, b]) => a.due - b.due)) {
      if (due <= state.now && waiting.delete(key)) work();
    }
  };
  return {
    now: () => state.now,
    monotonic: () => state.now - start,
    after: (ms, work) => {
      const key = Symbol('timer');
      waiting.set(key, { due: state.now + ms, work });
      if (ms <= 0) setImmediate(run);
      return () => waiting.delete(key);
    },
    advance: (ms) => {
      state.now += ms;
      run();
    },
  };
}
