import type { HostEvent, SubscribeParams, SubscribeResult } from '#schemas/generated/types.ts';

/** How far the events of a host have been seen, so that the next conversation goes on where this one ended. */
export interface Position {
  /** What to ask for. */
  request(): SubscribeParams;
  /** Takes the host's answer; true when events were missed in between. */
  began(place: SubscribeResult): boolean;
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
      const missed = seen.after === null ? elsewhere : snapshot;
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
