import type { Store } from './store/store.ts';

/** How a host is asked to stop by a request; a signal of the operating system goes around it. */
export interface Shutdown {
  /** Whether new work is refused. */
  readonly asked: boolean;
  /**
   * Takes no new work from now on and lets the host stop: at once, or with `drain` when no job is at work any more; one
   * that only waits for guests goes on at the next start. Asked again without `drain`, a draining host stops at once.
   * Answers how many jobs are unfinished.
   */
  ask(drain: boolean): number;
  /** Resolves when the host is to stop. */
  readonly due: Promise<void>;
}

export function createShutdown({
  jobs,
  guests,
  onEvents,
}: Pick<Store, 'jobs' | 'guests' | 'onEvents'>): Shutdown {
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
      if (!drain || guests.jobsAtWork() === 0) stop();
      else if (!state.asked)
        // The end of a job is an event, and so is that it only waits.
        onEvents(() => {
          if (guests.jobsAtWork() === 0) stop();
        });
      state.asked = true;
      return unfinished;
    },
    due,
  };
}
