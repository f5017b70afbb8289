import { hasEnded } from '../provision/jobWords.ts';
import type { HostJob, HostState } from '../store/hostState.ts';
import { lastEnd } from '../views/jobs/unseen.ts';

/**
 * The jobs of this person that ended between two states of a host: known to be under way before, or new since. Those that
 * only came into sight, because a longer list was read, ended before and are no news.
 */
export function endedJobs(before: HostState | null, after: HostState | null): HostJob[] {
  if (before === null || after?.host.name !== before.host.name) return [];
  const since = lastEnd(before);
  return [...after.jobs.values()].filter((job) => {
    if (!hasEnded(job) || job.operator !== after.host.operator) return false;
    const known = before.jobs.get(job.job_id);
    if (known === undefined) return (job.finished_at ?? '') >= since;
    return !hasEnded(known) || known.attempt !== job.attempt;
  });
}

/** What marks an end of a job, in the name of a file. */
export function endKey({ job_id, attempt }: Pick<HostJob, 'job_id' | 'attempt'>): string {
  return `${job_id}.${String(attempt)}`;
}
