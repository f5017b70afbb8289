import * as l10n from '@vscode/l10n';
import { commands, ProgressLocation, window, workspace } from 'vscode';
import { MAX_VMS } from '#schemas/limits.ts';
import { count } from '#shared/words/size.ts';
import { exportedSpec, exportRemarks, type Remarks } from '../../fromHost/exportedSpec.ts';
import { exportVms } from '../../fromHost/exportVms.ts';
import { LANGUAGE } from '../../language/selector.ts';
import type { Parts } from '../../parts.ts';
import { byName } from '../../views/order.ts';
import { vmsFor } from '../../vms/targets.ts';
import { CommandFailure } from '../commandFailure.ts';

/** Opens a new spec that describes VMs as they are on the host, whoever made them. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Export as Spec'),
    fits: () => true,
    none: l10n.t('There is no VM on the host.'),
    many: true,
    hostIsAll: true,
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets === null) return;
  const { connection, vms } = targets;
  if (vms.length > MAX_VMS) {
    throw new CommandFailure(
      l10n.t('A spec holds {0} VMs at most, and these are {1}.', MAX_VMS, vms.length),
      l10n.t('Select the VMs that you want.'),
    );
  }
  const ids = byName(vms, ({ vm_name }) => vm_name).map(({ vm_id }) => vm_id);
  const title = l10n.t('Exporting {0}', count(ids.length, 'VM'));
  const read = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    exportVms(connection, ids),
  );
  const exported = read.filter((entry) => entry !== null);
  if (exported.length === 0) {
    void window.showInformationMessage(l10n.t('It is not on the host any more.'));
    return;
  }
  await window.showTextDocument(
    await workspace.openTextDocument({ language: LANGUAGE, content: exportedSpec(exported) }),
  );
  const remarks = exportRemarks(exported);
  if (remarks !== null) void tell(parts, remarks);
}

async function tell({ output }: Pick<Parts, 'output'>, { lines, text }: Remarks): Promise<void> {
  for (const line of lines) output.warn(`export: ${line}`);
  const log = l10n.t('Show Log');
  if ((await window.showWarningMessage(text, log)) === log) await commands.executeCommand('vmspec.showLog');
}
