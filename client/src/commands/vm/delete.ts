import * as l10n from '@vscode/l10n';
import type { Parts } from '../../parts.ts';
import { deleteVms } from '../../vms/deleteVms.ts';
import { vmsFor } from '../../vms/targets.ts';

/** Deletes VMs that VMSpec created or adopted, after a question. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Delete VMs'),
    fits: ({ managed }: { readonly managed: boolean }) => managed,
    none: l10n.t('Only VMs that VMSpec created or adopted can be deleted from here.'),
    many: true,
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets !== null) await deleteVms(parts, targets, targets.vms);
}
