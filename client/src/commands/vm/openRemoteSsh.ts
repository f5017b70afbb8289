import * as l10n from '@vscode/l10n';
import { commands, extensions, window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { askSshTarget } from './sshTarget.ts';

/** The extension whose command opens a window in a guest, and one that does the same in other builds of VS Code. */
const REMOTE_SSH = 'ms-vscode-remote.remote-ssh';
const OPEN_REMOTE_SSH = 'jeanp413.open-remote-ssh';

/** Opens a window of VS Code that works inside the guest of a VM; offers the extension that can, where it is missing. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const installed = [REMOTE_SSH, OPEN_REMOTE_SSH].some((id) => extensions.getExtension(id) !== undefined);
  if (!installed) {
    await offerExtension();
    return;
  }
  const target = await askSshTarget(parts, l10n.t('Open Window in Guest'), argument, selection);
  if (target === null) return;
  const { address, user } = target;
  const host = user === null ? address : `${user}@${address}`;
  await commands.executeCommand('opensshremotes.openEmptyWindow', { host });
}

async function offerExtension(): Promise<void> {
  const show = l10n.t('Show Extension');
  const text = l10n.t('The extension Remote - SSH opens a window in a guest. It is not installed.');
  if ((await window.showInformationMessage(text, show)) === show)
    await commands.executeCommand('extension.open', REMOTE_SSH);
}
