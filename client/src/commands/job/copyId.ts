import * as l10n from '@vscode/l10n';
import { env } from 'vscode';
import { jobsFor } from '../../jobs/jobFor.ts';
import type { Parts } from '../../parts.ts';

/** Copies the ids of jobs, one a line. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = { title: l10n.t('Copy Job ID'), fits: () => true, none: l10n.t('There is no job.') };
  const targets = await jobsFor(parts, choice, argument, selection);
  if (targets !== null) await env.clipboard.writeText(targets.jobs.map(({ job_id }) => job_id).join('\n'));
}
