import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { adoptQuestion } from '../../vms/recordQuestions.ts';
import { recordVms } from '../../vms/recordVms.ts';
import { adoptedSummary } from '../../vms/recordWords.ts';
import { vmsFor } from '../../vms/targets.ts';
import { needOperator } from '../needOperator.ts';

/** Takes VMs that others made into the records, after a question that says what this means. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Adopt VMs'),
    fits: ({ managed }: { readonly managed: boolean }) => !managed,
    none: l10n.t('There is no VM to adopt: VMSpec has all of them in its records.'),
    many: true,
  };
  const targets = await vmsFor(parts, choice, argument, selection);
  if (targets === null) return;
  const { connection, state, vms } = targets;
  const { host } = state;
  needOperator(host);
  const { text, detail } = adoptQuestion(vms, host);
  const yes = l10n.t('Adopt');
  if ((await window.showInformationMessage(text, { modal: true, detail }, yes)) !== yes) return;
  await recordVms(parts.output, vms, {
    title: l10n.t('Adopting VMs on {0}', host.name),
    ask: ({ vm_id }) => connection.call('vms/adopt', { vm_id }),
    summary: (recorded, refused) => adoptedSummary(recorded, refused, host.name),
  });
}
