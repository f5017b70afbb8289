import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { vmsFor } from '../../vms/targets.ts';
import { vmValues } from '../../vms/vmValues.ts';
import { changedChoice, readChanges } from './changedVms.ts';

/** Shows beside each other what is recorded of a VM and what the host has. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = changedChoice(l10n.t('Show What Differs'), false);
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets === null) return;
  const [changed] = await readChanges(targets.connection, targets.vms);
  if (changed === undefined) {
    void window.showInformationMessage(choice.none);
    return;
  }
  const { vm, differences } = changed;
  const { name: host } = targets.state.host;
  const { recorded, actual } = vmValues(vm, differences);
  const { page } = await parts.vmValues();
  await commands.executeCommand(
    'vscode.diff',
    page(l10n.t('{0} as recorded.json', vm.vm_name), vm.vm_id, recorded),
    page(l10n.t('{0} as it is.json', vm.vm_name), vm.vm_id, actual),
    l10n.t('{0}: recorded ↔ on {1}', vm.vm_name, host),
    { preview: true },
  );
}
