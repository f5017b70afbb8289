import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { mendQuestion } from '../../audit/repairQuestions.ts';
import { repairAndShow } from '../../audit/repairAndShow.ts';
import type { Parts } from '../../parts.ts';
import { needOperator } from '../needOperator.ts';
import { openHost } from '../openHost.ts';

/** Mends what the host can mend without a loss, after a question that lists what would be done. */
export async function run(parts: Pick<Parts, 'hostLink' | 'planView' | 'output'>): Promise<void> {
  const open = await openHost(parts);
  const { connection, host } = open;
  needOperator(host);
  const { actions } = await connection.call('audit/repair', { preview: true });
  if (actions.length === 0) {
    void window.showInformationMessage(l10n.t('Nothing on {0} can be mended by itself.', host.name));
    return;
  }
  const { text, detail } = mendQuestion(actions, host);
  const yes = l10n.t('Mend');
  if ((await window.showInformationMessage(text, { modal: true, detail }, yes)) !== yes) return;
  await repairAndShow(parts, open, actions);
}
