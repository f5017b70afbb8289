import * as l10n from '@vscode/l10n';
import type { Parts } from '../../parts.ts';
import { vmsFor } from '../../vms/targets.ts';
import { showJob } from '../../views/jobs/showJob.ts';
import { CommandFailure } from '../commandFailure.ts';

/** Shows the job that created a VM. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Show in Jobs'),
    fits: ({ job_id }: { readonly job_id: string | null }) => job_id !== null,
    none: l10n.t('VMSpec did not create it: there is no job.'),
    many: false,
  };
  const [vm] = (await vmsFor(parts, choice, argument, selection))?.vms ?? [];
  if (vm?.job_id == null) return;
  if (!(await showJob(parts, vm.job_id))) {
    throw new CommandFailure(
      l10n.t('The job that created {0} is older than those that are listed.', vm.vm_name),
      '',
    );
  }
}
