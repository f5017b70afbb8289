import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { jobsFor } from '../../jobs/jobFor.ts';
import { stopQuestion } from '../../jobs/stopQuestion.ts';
import type { Parts } from '../../parts.ts';
import { askForJob } from '../../provision/askForJob.ts';
import { hasEnded } from '../../provision/jobWords.ts';

/** Stops a job, after a question: what is finished stays, the rest is removed. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Cancel Job'),
    fits: (job: Parameters<typeof hasEnded>[0]) => !hasEnded(job),
    none: l10n.t('No job is under way.'),
  };
  const targets = await jobsFor(parts, choice, argument, selection);
  if (targets === null) return;
  for (const job of targets.jobs) {
    const { text, detail } = stopQuestion(job);
    const yes = l10n.t('Stop Job');
    if ((await window.showWarningMessage(text, { modal: true, detail }, yes)) !== yes) return;
    const { job_id } = job;
    await askForJob((idempotency_key) => targets.connection.call('jobs/cancel', { job_id, idempotency_key }));
  }
}
