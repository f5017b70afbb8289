import type { Job } from '#schemas/generated/types.ts';

/** The earliest or latest of some times; null when none is known. */
function edge(times: readonly (string | null)[], last: boolean): string | null {
  const known = times.filter((time) => time !== null).sort();
  return known.at(last ? -1 : 0) ?? null;
}

function status(jobs: readonly Job[]): Job['status'] {
  if (jobs.some((job) => job.status === 'Provisioning')) return 'Provisioning';
  if (jobs.every((job) => job.status === 'Submitted')) return 'Submitted';
  if (jobs.some((job) => job.finished_at === null)) return 'Provisioning';
  return jobs.every((job) => job.status === 'Success') ? 'Success' : 'Failed';
}

/**
 * Jobs of one kind as if they were one, for whoever asked for all of them at once: the VMs of all, and how they stand
 * together. There is at least one; a single one stays as it is.
 */
export function together(jobs: readonly [Job, ...Job[]]): Job {
  const [first, ...others] = jobs;
  if (others.length === 0) return first;
  const sum = (of: (job: Job) => number): number => jobs.reduce((total, job) => total + of(job), 0);
  const open = jobs.some((job) => job.finished_at === null);
  return {
    ...first,
    status: status(jobs),
    reason: jobs.every((job) => job.reason === first.reason) ? first.reason : null,
    counts: {
      requested: sum((job) => job.counts.requested),
      created: sum((job) => job.counts.created),
      failed: sum((job) => job.counts.failed),
      cancelled: sum((job) => job.counts.cancelled),
    },
    cancelling: jobs.every((job) => job.cancelling),
    started_at: edge(
      jobs.map((job) => job.started_at),
      false,
    ),
    finished_at: open
      ? null
      : edge(
          jobs.map((job) => job.finished_at),
          true,
        ),
    vms: jobs.flatMap((job) => job.vms),
  };
}
