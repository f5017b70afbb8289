import type { EventList } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';

const DEFAULT_LIMIT = 500;

/** Reads the event log after a position. */
export function listEvents(
  { store }: ServiceContext,
  { after = 0, limit = DEFAULT_LIMIT }: { readonly after?: number; readonly limit?: number },
): Outcome<EventList> {
  return done({
    events: store.events.after(after, limit),
    epoch: store.epoch,
    seq: store.events.newest(),
    pruned: isPruned(store, after),
  });
}

/** Whether events after this position are gone, so that it cannot be resumed from. */
export function isPruned({ events }: ServiceContext['store'], after: number): boolean {
  return after + 1 < events.oldest() || after > events.newest();
}
