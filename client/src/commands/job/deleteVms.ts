import * as l10n from '@vscode/l10n';
import { jobsFor } from '../../jobs/jobFor.ts';
import type { Parts } from '../../parts.ts';
import { deleteVms } from '../../vms/deleteVms.ts';

/** Deletes all VMs that jobs created and that are still there, after a question. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const { store } = await parts.hostLink();
  const vmsOf = (jobId: string): boolean =>
    [...(store.state()?.vms.values() ?? [])].some(({ job_id, managed }) => managed && job_id === jobId);
  const choice = {
    title: l10n.t('Delete All VMs of a Job'),
    fits: ({ kind, job_id }: { readonly kind: string; readonly job_id: string }) =>
      kind === 'provision' && vmsOf(job_id),
    none: l10n.t('There is no VM of this job any more.'),
  };
  const targets = await jobsFor(parts, choice, argument, selection);
  if (targets === null) return;
  const ids = new Set(targets.jobs.map(({ job_id }) => job_id));
  const vms = [...targets.state.vms.values()].filter(
    ({ job_id, managed }) => managed && ids.has(job_id ?? ''),
  );
  await deleteVms(parts, targets, vms);
}
