import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { acceptQuestion } from '../../vms/recordQuestions.ts';
import { recordVms } from '../../vms/recordVms.ts';
import { acceptedSummary } from '../../vms/recordWords.ts';
import { needOperator } from '../needOperator.ts';
import { openHost } from '../openHost.ts';
import { changedVmsFor } from './changedVms.ts';

/** Records what the host has of VMs that were changed outside, after a question that lists what differs. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  needOperator((await openHost(parts)).host);
  const choice = { title: l10n.t("Accept the Host's Values"), many: true };
  const targets = await changedVmsFor(parts, choice, argument, selection);
  const [first] = targets?.changed ?? [];
  if (targets === null || first === undefined) return;
  const { connection, state, vms, changed } = targets;
  const { host } = state;
  const { text, detail } = acceptQuestion(changed, host);
  const yes = l10n.t('Accept');
  const look = l10n.t('Show What Differs');
  const ways = changed.length === 1 ? [yes, look] : [yes];
  const chosen = await window.showInformationMessage(text, { modal: true, detail }, ...ways);
  if (chosen === look) {
    const { vm_id } = first.vm;
    await commands.executeCommand('vmspec.showVmDifference', {
      id: vm_id,
      subject: { kind: 'vm', vmId: vm_id },
    });
  }
  if (chosen !== yes) return;
  await recordVms(parts.output, vms, {
    title: l10n.t('Recording what {0} has', host.name),
    ask: ({ vm_id }) => connection.call('vms/accept', { vm_id }),
    summary: (recorded, refused) => acceptedSummary(recorded, refused, host.name),
  });
}
