import type { HostStop, HostStopBody } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';

/** Has the host stop: nothing new is accepted, and unless told otherwise every job comes to its end before. */
export function stopHost({ shutdown }: ServiceContext, { drain = true }: HostStopBody): Outcome<HostStop> {
  return done({ stopping: true, unfinished_jobs: shutdown.ask(drain) });
}
