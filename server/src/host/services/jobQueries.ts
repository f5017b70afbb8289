import { hasEnded } from '#core/jobState.ts';
import type { Job, JobList, JobStatus } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';

/** Reads a job. */
export function getJob({ store }: ServiceContext, jobId: string): Outcome<Job> {
  const job = store.jobs.full(jobId.toLowerCase());
  return job === null
    ? refuse('job_not_found', `There is no job ${JSON.stringify(jobId.slice(0, 64))}.`)
    : done(job);
}

/** Reads a job once it has ended, or after `seconds`, whichever comes first. */
export async function waitForJob(
  context: ServiceContext,
  jobId: string,
  seconds: number,
  signal: AbortSignal,
): Promise<Outcome<Job>> {
  const now = getJob(context, jobId);
  if (!now.ok || seconds === 0 || hasEnded(now.value.status)) return now;
  const over = new AbortController();
  const stop = context.store.onEvents((events) => {
    if (events.some((event) => event.type === 'job_finished' && event.job_id === now.value.job_id))
      over.abort();
  });
  await context.clock.sleep(seconds * 1000, AbortSignal.any([over.signal, signal]));
  stop();
  return getJob(context, jobId);
}

export interface JobFilter {
  readonly status?: JobStatus;
  readonly limit?: number;
  readonly after?: string;
}

const DEFAULT_LIMIT = 50;

/** Lists jobs, newest first, a page at a time. */
export function listJobs(
  { store }: ServiceContext,
  { status, limit = DEFAULT_LIMIT, after }: JobFilter,
): Outcome<JobList> {
  const before = after === undefined ? null : Number(after);
  const rows = store.jobs.list({ status: status ?? null, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return done({ jobs: page.map(({ job }) => job), next: last === undefined ? null : String(last.seq) });
}
