import * as l10n from '@vscode/l10n';
import { jobsFor } from '../../jobs/jobFor.ts';
import type { Parts } from '../../parts.ts';
import { askForJob } from '../../provision/askForJob.ts';

/** Tries what failed of jobs once more. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Retry Job'),
    fits: ({ status }: { readonly status: string }) => status === 'Failed',
    none: l10n.t('No job has failed.'),
  };
  const targets = await jobsFor(parts, choice, argument, selection);
  for (const { job_id } of targets?.jobs ?? []) {
    await askForJob(async (idempotency_key) =>
      (await parts.hostLink()).connection.call('jobs/retry', { job_id, idempotency_key }),
    );
  }
}
