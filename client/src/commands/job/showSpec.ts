import * as l10n from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { jobsFor } from '../../jobs/jobFor.ts';
import type { Parts } from '../../parts.ts';

/** Shows the spec of a job as it was submitted, to be read. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Show Spec as Submitted'),
    fits: ({ kind }: { readonly kind: string }) => kind === 'provision',
    none: l10n.t('No job with a spec is listed.'),
  };
  const targets = await jobsFor(parts, choice, argument, selection);
  const [job] = targets?.jobs ?? [];
  if (targets === null || job === undefined) return;
  const { request } = await targets.connection.call('jobs/get', { job_id: job.job_id });
  const { page } = await parts.jobSpecs();
  const document = await workspace.openTextDocument(
    page(`${job.job_id.slice(0, 8)} as submitted.json`, job.job_id, `${JSON.stringify(request, null, 2)}\n`),
  );
  await window.showTextDocument(document, { preview: true });
}
