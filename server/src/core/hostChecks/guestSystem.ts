import type { GuestSettings } from '#schemas/generated/types.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import { hostNameOf } from '../guest/hostName.ts';
import type { HostCheck } from './hostCheck.ts';

/** Most characters of a computer's name in Windows (NetBIOS). */
const WINDOWS_NAME_CHARS = 15;

/** What is asked for inside a guest can be set up in its system. */
export const guestSystem: HostCheck = {
  codes: ['guest_windows', 'guest_system_unknown'],
  run(context) {
    return context.entries.flatMap<Finding>((entry) => {
      const { guest } = entry.spec;
      if (guest === undefined) return [];
      const os = context.template(entry)?.os;
      const place = `${entry.pointer}/guest`;
      if (os === 'unknown') return [unknownSystem(place)];
      if (os !== 'windows') return [];
      const vms = context.vms.filter(({ pointer }) => pointer === entry.pointer);
      return [...linuxOnly(guest, place), ...nameFindings(vms, place)];
    });
  },
};

function unknownSystem(pointer: string): Finding {
  const message =
    "The template's operating system is not recorded, so its guest is set up like Linux: record it with vmspec templates add.";
  return { code: 'guest_system_unknown', severity: 'warning', pointer, message };
}

function linuxOnly(guest: GuestSettings, place: string): Finding[] {
  return (['admin_user', 'ssh_authorized_keys'] as const).flatMap<Finding>((member) => {
    if (guest[member] === undefined) return [];
    const message = `${member} is for Linux, and the template holds Windows: remove it, and put accounts and keys into the template.`;
    return [{ code: 'guest_windows', pointer: `${place}/${member}`, message }];
  });
}

function nameFindings(vms: readonly ExpandedVm[], place: string): Finding[] {
  const name = vms.map(hostNameOf).find((one) => !isWindowsName(one));
  if (name === undefined) return [];
  const asked = vms[0]?.spec.guest?.hostname !== undefined;
  const message = `${JSON.stringify(name)} cannot be the name of a computer with Windows: ${asked ? 'write' : 'write guest.hostname with'} at most ${WINDOWS_NAME_CHARS} letters, digits and hyphens, not digits alone.`;
  return [{ code: 'guest_windows', pointer: asked ? `${place}/hostname` : place, message }];
}

function isWindowsName(name: string): boolean {
  return name.length <= WINDOWS_NAME_CHARS && !name.includes('.') && !/^\d+$/.test(name);
}
