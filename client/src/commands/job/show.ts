import * as l10n from '@vscode/l10n';
import { jobsFor } from '../../jobs/jobFor.ts';
import type { Parts } from '../../parts.ts';
import { showJob } from '../../views/jobs/showJob.ts';

/** Shows a job in the list of jobs. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Show Job'),
    fits: () => true,
    none: l10n.t('There is no such job any more.'),
  };
  const [job] = (await jobsFor(parts, choice, argument, selection))?.jobs ?? [];
  if (job !== undefined) await showJob(parts, job.job_id);
}
