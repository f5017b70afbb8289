import * as l10n from '@vscode/l10n';
import { commands } from 'vscode';
import type { Parts } from '../../parts.ts';
import { vmValues } from '../../vms/vmValues.ts';
import { changedVmsFor } from './changedVms.ts';

/** Shows beside each other what is recorded of a VM and what the host has. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = { title: l10n.t('Show What Differs'), many: false };
  const targets = await changedVmsFor(parts, choice, argument, selection);
  const [changed] = targets?.changed ?? [];
  if (targets === null || changed === undefined) return;
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
