import { setMaxListeners } from 'node:events';

/** Thrown out of the records of a host that was killed: the piece of work that asked gets no further. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * One run of a host, from its start to the moment at which it is killed. After that nothing of it does anything: its
 * records refuse, and what it waits for never comes.
 */
export interface Life {
  over(): boolean;
  /** What the host is given to hear that it stops; a killed one hears nothing. */
  readonly stopping: AbortSignal;
  /** Moments so far at which what a restart finds had just changed. */
  moments(): number;
  /** Says that it has just changed: a record was written, or the machine did something. */
  moment(): void;
  /** Hears of each; answers how to stop hearing. */
  onMoment(listener: () => void): () => void;
  /** Ends this life so many moments from now. */
  endAfter(moments: number): void;
  end(): void;
}

/** A life that `onEnd` hears the end of, once. */
export function newLife(onEnd: () => void): Life {
  const stopping = new AbortController();
  // Every step under way listens.
  setMaxListeners(0, stopping.signal);
  const state = { over: false, moments: 0, last: Infinity };
  const listeners = new Set<() => void>();
  const end = (): void => {
    if (state.over) return;
    state.over = true;
    stopping.abort();
    onEnd();
  };
  return {
    over: () => state.over,
    moments: () => state.moments,
    stopping: stopping.signal,
    moment: () => {
      if (state.over) return;
      state.moments += 1;
      for (const listener of listeners) listener();
      if (state.moments >= state.last) end();
    },
    onMoment: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    endAfter: (moments) => {
      state.last = state.moments + moments;
    },
    end,
  };
}

/** What a killed host waits for. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
