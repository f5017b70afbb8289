import type { HostEvent } from '#schemas/generated/types.ts';
import type { Store } from '../store/store.ts';

/** An event, ready to be sent: it is turned into text once, however many listen. */
export interface Frame {
  readonly seq: number;
  readonly text: string;
}

/** Hands every event to all who listen, in order. */
export interface Hub {
  listen(listener: (frames: readonly Frame[]) => void): () => void;
}

export function frameOf(event: HostEvent): Frame {
  return { seq: event.seq, text: notification('event', JSON.stringify(event)) };
}

/** Text of a notification whose parameters are JSON text. */
export function notification(method: string, params: string): string {
  return `{"jsonrpc":"2.0","method":"${method}","params":${params}}`;
}

export function createHub(store: Store): Hub {
  const listeners = new Set<(frames: readonly Frame[]) => void>();
  store.onEvents((events) => {
    if (listeners.size === 0) return;
    const frames = events.map(frameOf);
    for (const listener of listeners) listener(frames);
  });
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
