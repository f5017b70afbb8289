import * as l10n from '@vscode/l10n';
import type { Vm } from '#schemas/generated/types.ts';
import type { HostConnection } from '../../connection/hostConnection.ts';
import type { ChangedVm } from '../../vms/recordQuestions.ts';
import type { Choice } from '../../vms/targets.ts';

/** VMs that were changed outside, for a command with this title. */
export function changedChoice(title: string, many: boolean): Choice {
  return {
    title,
    fits: ({ managed, changed_outside }) => managed && changed_outside,
    none: l10n.t('Nothing differs: the host has what VMSpec recorded.'),
    many,
  };
}

/** What differs of each of these VMs by a fresh audit; those that do not differ any more are left out. */
export async function readChanges(connection: HostConnection, vms: readonly Vm[]): Promise<ChangedVm[]> {
  const { findings } = await connection.call('audit/get', {});
  return vms.flatMap((vm) => {
    const found = findings.find(({ kind, vm_id }) => kind === 'changed_outside' && vm_id === vm.vm_id);
    return found === undefined ? [] : [{ vm, differences: found.differences }];
  });
}
