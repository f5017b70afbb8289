import type { ExpandedVm } from '../copies.ts';
import { ipText, prefixedText, readIp, readPrefixed } from './ipAddress.ts';
import { firstFree, inRange, readRange } from './ipRange.ts';

/** Who has an address: names of VMs in small letters by the address as `ipText` writes it. */
export type AddressHolders = ReadonlyMap<string, string>;

/**
 * The fixed address of each VM, with its prefix length; null where it has none, or its range has none left. A VM that is
 * there already keeps the address of the range that it has.
 */
export function guestAddresses(vms: readonly ExpandedVm[], holders: AddressHolders): (string | null)[] {
  if (!vms.some(({ spec }) => spec.guest !== undefined)) return vms.map(() => null);
  const fixed = vms.map(({ spec }) => fixedAddress(spec.guest?.ip_address));
  const given = new Set(fixed.flatMap((text) => (text === null ? [] : [withoutPrefix(text)])));
  const own = new Map([...holders].map(([address, name]) => [name, address]));
  return vms.map(({ vm_name, spec }, index) => {
    const range = spec.guest?.ip_range === undefined ? null : readRange(spec.guest.ip_range);
    if (range === null) return fixed[index] ?? null;
    const present = own.get(vm_name.toLowerCase());
    const keeps = present !== undefined && inRange(range, present) && !given.has(present);
    const address = keeps
      ? `${present}/${range.first.bits}`
      : firstFree(range, (text) => given.has(text) || holders.has(text));
    if (address !== null) given.add(withoutPrefix(address));
    return address;
  });
}

/** An entry of `AddressHolders` for an address with or without a prefix length; none for what is no address. */
export function addressHolder(text: string | null, vmName: string): [string, string][] {
  const ip = text === null ? null : readIp(text.includes('/') ? withoutPrefix(text) : text);
  return ip === null ? [] : [[ipText(ip), vmName.toLowerCase()]];
}

/** The address itself of one that is written with a prefix length. */
export function withoutPrefix(text: string): string {
  return text.slice(0, text.indexOf('/'));
}

/** An address as it was written, in the one way; null where it is none. */
function fixedAddress(text: string | undefined): string | null {
  const address = text === undefined ? null : readPrefixed(text);
  return address === null ? null : prefixedText(address);
}

/** The fixed address of an entry without its prefix length, in the one way; null where it has none. */
export function fixedIp(text: string | undefined): string | null {
  const address = fixedAddress(text);
  return address === null ? null : withoutPrefix(address);
}
