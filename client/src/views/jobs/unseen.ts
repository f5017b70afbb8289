import type { HostState } from '../../store/hostState.ts';
import { hasEnded } from '../../provision/jobWords.ts';

/** What asks for a look: jobs under way, and jobs that failed since somebody last looked. */
export interface Attention {
  readonly running: number;
  readonly failed: number;
}

/** Counts it. `seenUntil`: when somebody last looked, by the clock of the host. */
export function attentionOf({ jobs }: HostState, seenUntil: string): Attention {
  const all = [...jobs.values()];
  const failed = all.filter(
    ({ status, reason, finished_at }) =>
      status === 'Failed' && reason !== 'cancelled' && (finished_at ?? '') > seenUntil,
  );
  return { running: all.filter((job) => !hasEnded(job)).length, failed: failed.length };
}

/** The time of the last end of a job: whoever looks now has seen all until then. */
export function lastEnd({ jobs }: HostState): string {
  return [...jobs.values()].reduce(
    (last, { finished_at }) => ((finished_at ?? '') > last ? (finished_at ?? '') : last),
    '',
  );
}
