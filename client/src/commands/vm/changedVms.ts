import * as l10n from '@vscode/l10n';
import { changesOf } from '../../audit/changesOf.ts';
import { readAudit } from '../../audit/readAudit.ts';
import type { Parts } from '../../parts.ts';
import type { ChangedVm } from '../../vms/recordQuestions.ts';
import { vmsFor, type Targets } from '../../vms/targets.ts';
import { openHost } from '../openHost.ts';

/** VMs of an action that differ from the records, each with what differs. */
export interface ChangedTargets extends Targets {
  readonly changed: readonly ChangedVm[];
}

/** The VMs of ours that a command is for and that a fresh audit finds different from the records; null where there are none. */
export async function changedVmsFor(
  parts: Parts,
  { title, many }: { readonly title: string; readonly many: boolean },
  argument: unknown,
  selection: unknown,
): Promise<ChangedTargets | null> {
  const { findings } = await readAudit(await openHost(parts));
  const changes = changesOf(findings);
  const choice = {
    title,
    many,
    fits: ({ vm_id }: { readonly vm_id: string }) => changes.has(vm_id),
    none: l10n.t('Nothing differs: the host has what VMSpec recorded.'),
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets === null) return null;
  const changed = targets.vms.map((vm) => ({ vm, differences: changes.get(vm.vm_id) ?? [] }));
  return { ...targets, changed };
}
