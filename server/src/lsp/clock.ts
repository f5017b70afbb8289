/** Undoes what it was given for; a second call does nothing. */
export type Cancel = () => void;

/** Time, handed in so that tests hold it still. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that only grow. */
  monotonic(): number;
  /** Calls `work` once, `ms` from now. */
  after(ms: number, work: () => void): Cancel;
}

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    // What is still to be said never keeps a program alive whose client has gone.
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
