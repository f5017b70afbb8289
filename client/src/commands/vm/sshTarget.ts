import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Vm } from '#schemas/generated/types.ts';
import { guestUserOf, isGuestUser, sshAddressOf } from '#shared/vms/reachVm.ts';
import { powerOf } from '#shared/words/vmWords.ts';
import type { Parts } from '../../parts.ts';
import { vmsFor } from '../../vms/targets.ts';
import { CommandFailure } from '../commandFailure.ts';

/** Where ssh is to go; an address and the name of an account, or nothing of what a guest may tell. */
export interface SshTarget {
  readonly address: string;
  /** Null: as the configuration of ssh says. */
  readonly user: string | null;
}

/** The guest that a person wants to reach, and as whom; null where they think better of it or none can be reached. */
export async function askSshTarget(
  parts: Parts,
  title: string,
  argument: unknown,
  selection: unknown,
): Promise<SshTarget | null> {
  const choice = { title, fits: isReachable, none: noAddress(), many: false };
  const [vm] = (await vmsFor(parts, choice, argument, selection))?.vms ?? [];
  const address = vm === undefined ? null : sshAddressOf(vm);
  if (vm === undefined || address === null) return null;
  // Its address is made up: it may be that of a computer that is somebody's.
  if (vm.simulated)
    throw new CommandFailure(l10n.t('{0} is a practice VM: nothing answers at its address.', vm.vm_name), '');
  const user = await window.showInputBox({
    title: l10n.t('SSH to {0}', address),
    value: guestUserOf(vm) ?? '',
    prompt: l10n.t('User in the guest; empty: as the configuration of ssh says'),
    validateInput: (value) =>
      value === '' || isGuestUser(value)
        ? null
        : l10n.t('A user name has letters, digits, ".", "_" and "-", and begins with a letter.'),
  });
  if (user === undefined) return null;
  return { address, user: user === '' ? null : user };
}

function isReachable(vm: Vm): boolean {
  return powerOf(vm.state) === 'running' && sshAddressOf(vm) !== null;
}

/** What is said where no VM has an address. */
export function noAddress(): string {
  return l10n.t(
    'No VM tells an address. It does so when it runs and its guest has the integration services.',
  );
}
