import * as l10n from '@vscode/l10n';
import { commands, QuickPickItemKind, window } from 'vscode';
import { hostPicks } from '../hosts/hostPicks.ts';
import type { Parts } from '../parts.ts';
import { needTrust } from './needTrust.ts';
import { useHost } from './useHost.ts';

/** Chooses the host of this workspace, among those that are known and this computer's, or adds one. */
export async function run(parts: Pick<Parts, 'hostLink' | 'practice'>): Promise<void> {
  needTrust();
  const { hosts } = await parts.hostLink();
  const rows = hostPicks(hosts.known(), hosts.choice());
  const add = { label: l10n.t('$(add) Add Hyper-V Host...'), alwaysShow: true };
  const separator = { label: '', kind: QuickPickItemKind.Separator };
  const chosen = await window.showQuickPick([...rows, separator, add], {
    title: l10n.t('Connect to a VM Host'),
    placeHolder: l10n.t('Host that this workspace uses'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  if ('choice' in chosen) await useHost(chosen.choice, parts);
  else if (chosen === add) await commands.executeCommand('vmspec.addHost');
}
