import type { Store } from './store/store.ts';

/** How a host is asked to stop by a request; a signal of the operating system goes around it. */
export interface Shutdown {
  /** Whether new work is refused. */
  readonly asked: boolean;
  /**
   * Takes no new work from now on and lets the host stop: at once, or with `drain` when no job is unfinished. Asked
   * again without `drain`, a draining host stops at once. Answers how many jobs are unfinished.
   */
  ask(drain: boolean): number;
  /** Resolves when the host is to stop. */
  readonly due: Promise<void>;
}

export function createShutdown({ jobs, onEvents }: Pick<Store, 'jobs' | 'onEvents'>): Shutdown {
  const state = { asked: false };
  const { promise: due, resolve } = Promise.withResolvers<undefined>();
  const stop = (): void => {
    // Not before the answer to the request is on its way.
    setImmediate(resolve, undefined);
  };
  return {
    get asked() {
      return state.asked;
    },
    ask: (drain) => {
      const unfinished = jobs.countUnfinished();
      if (!drain || unfinished === 0) stop();
      else if (!state.asked)
        // The end of a job is an event.
        onEvents(() => {
          if (jobs.countUnfinished() === 0) stop();
        });
      state.asked = true;
      return unfinished;
    },
    due,
  };
}
