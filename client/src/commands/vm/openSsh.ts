import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { askSshTarget } from './sshTarget.ts';

/** Opens a terminal in which ssh speaks to a VM. What the VM tells is an argument of its own, and an address or nothing. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const target = await askSshTarget(parts, l10n.t('Open SSH Terminal'), argument, selection);
  if (target === null) return;
  const { address, user } = target;
  const name = user === null ? [] : ['-l', user];
  window
    .createTerminal({ name: `ssh ${address}`, shellPath: 'ssh', shellArgs: [...name, '--', address] })
    .show();
}
