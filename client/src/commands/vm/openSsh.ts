import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Parts } from '../../parts.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import { vmsFor } from '../../vms/targets.ts';

/** Opens a terminal in which ssh speaks to a VM. What the VM tells is an argument of its own, and an address or nothing. */
export async function run(parts: Parts, argument: unknown, selection?: unknown): Promise<void> {
  const choice = {
    title: l10n.t('Open SSH Terminal'),
    fits: (vm: { readonly ip_addresses: string[] }) => addressOf(vm) !== null,
    none: l10n.t(
      'No VM tells an address. It does so when it runs and its guest has the integration services.',
    ),
    many: false,
  };
  const [vm] = (await vmsFor(parts, choice, argument, selection))?.vms ?? [];
  const address = vm === undefined ? null : addressOf(vm);
  if (vm === undefined || address === null) return;
  const user = await window.showInputBox({
    title: l10n.t('SSH to {0}', address),
    prompt: l10n.t('User in the guest; empty: as the configuration of ssh says'),
    validateInput: (value) =>
      isUser(value) ? null : l10n.t('A user name has letters, digits, ".", "_" and "-".'),
  });
  if (user === undefined) return;
  const name = user === '' ? [] : ['-l', user];
  window
    .createTerminal({ name: `ssh ${address}`, shellPath: 'ssh', shellArgs: [...name, '--', address] })
    .show();
}

function isUser(value: string): boolean {
  return /^([A-Za-z0-9_][A-Za-z0-9._-]{0,63})?$/.test(value);
}
