import type { HostEvent, SubscribeParams, SubscribeResult } from '#schemas/generated/types.ts';

/** What a client lacks after a break: all that a snapshot brings, or everything without one. */
export type Missed = 'snapshot' | 'everything';

/** How far the events of a host have been seen, so that the next conversation goes on where this one ended. */
export interface Position {
  /** What to ask for. */
  request(): SubscribeParams;
  /** Takes the host's answer; null when no events were missed in between. */
  began(place: SubscribeResult): Missed | null;
  /** Takes an event; false when it was seen before: delivery is at least once. */
  advance(event: HostEvent): boolean;
}

/** A position before any event; `elsewhere`: events of another host have been seen, so that much is different now. */
export function startPosition(elsewhere: boolean): Position {
  const seen: { after: number | null; epoch: number | null } = { after: null, epoch: null };
  return {
    request: () =>
      seen.after === null || seen.epoch === null ? {} : { after: seen.after, epoch: seen.epoch },
    began: ({ epoch, seq, snapshot }) => {
      const missed = missedOf(snapshot, seen.after === null && elsewhere);
      seen.epoch = epoch;
      if (snapshot || seen.after === null) seen.after = seq;
      return missed;
    },
    advance: ({ seq }) => {
      if (seen.after !== null && seq <= seen.after) return false;
      seen.after = seq;
      return true;
    },
  };
}

function missedOf(snapshot: boolean, elsewhere: boolean): Missed | null {
  if (snapshot) return 'snapshot';
  return elsewhere ? 'everything' : null;
}
