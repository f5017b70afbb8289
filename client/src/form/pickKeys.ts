import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { publicKeysIn } from './publicKeys.ts';

/** The public keys of this computer that a person chooses: the only one, or some of several. None without any, and when given up. */
export async function pickKeys(): Promise<string[]> {
  const folder = join(homedir(), '.ssh');
  const keys = await publicKeysIn(folder);
  const [first] = keys;
  if (first === undefined) {
    const message = l10n.t(
      'There is no public key in {0}. Make one in a terminal with: ssh-keygen -t ed25519',
      folder,
    );
    void window.showInformationMessage(message);
    return [];
  }
  if (keys.length === 1) return [first.key];
  const items = keys.map(({ file, key, comment }, index) => ({
    label: file,
    description: comment,
    key,
    picked: index === 0,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Add my public key'),
    placeHolder: l10n.t('Which ones may log in?'),
    canPickMany: true,
  });
  return (chosen ?? []).map(({ key }) => key);
}
