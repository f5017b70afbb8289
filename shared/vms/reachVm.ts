import { isIP } from 'node:net';
import type { Vm } from '#schemas/generated/types.ts';
import { addressOf } from './addressOf.ts';

/**
 * The address that ssh is given for a VM: the one that its guest reports, else the fixed one that it was told to have; null:
 * it has none yet. It is an address or nothing, whatever a guest tells.
 */
export function sshAddressOf(vm: Pick<Vm, 'ip_addresses' | 'guest'>): string | null {
  const [fixed = ''] = (vm.guest?.ip_address ?? '').split('/');
  return addressOf(vm) ?? (isIP(fixed) === 0 ? null : fixed);
}

/** The account that was made in a guest, where it is a name that ssh may be given; null: none is known. */
export function guestUserOf({ guest }: Pick<Vm, 'guest'>): string | null {
  const user = guest?.admin_user ?? '';
  return isGuestUser(user) ? user : null;
}

/** Whether a text is the name of an account, of Linux or Windows, and nothing that a program takes for an option. */
export function isGuestUser(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9._-]{0,63}$/.test(text);
}
