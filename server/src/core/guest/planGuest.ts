import type { PlannedGuest, PlannedVm } from '#schemas/generated/types.ts';
import type { ExpandedVm } from '../copies.ts';
import type { OperatingSystem } from '../inventory.ts';
import { hostNameOf } from './hostName.ts';
import { ipText, readIp } from './ipAddress.ts';

/** The settings inside the guest of a VM, every default filled in; undefined where its entry asks for none. */
export function planGuest(
  vm: ExpandedVm,
  os: OperatingSystem,
  address: string | null,
): PlannedGuest | undefined {
  const { guest } = vm.spec;
  if (guest === undefined) return undefined;
  return {
    system: os === 'windows' ? 'windows' : 'linux',
    hostname: hostNameOf(vm),
    admin_user: guest.admin_user ?? null,
    ssh_authorized_keys: (guest.ssh_authorized_keys ?? []).map((key) => key.trim()),
    ip_address: address,
    gateway: guest.gateway === undefined ? null : oneWay(guest.gateway),
    dns: (guest.dns ?? []).map(oneWay),
  };
}

/** The disk that a guest reads its settings from, in the folder of its VM; null where it has none. */
export function seedPath(
  { vm_name, guest }: Pick<PlannedVm, 'vm_name' | 'guest'>,
  folder: string,
): string | null {
  return guest === undefined ? null : `${folder}\\${vm_name}-seed.iso`;
}

function oneWay(text: string): string {
  const ip = readIp(text);
  return ip === null ? text : ipText(ip);
}
