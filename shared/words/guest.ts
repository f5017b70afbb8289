import type { PlannedGuest } from '#schemas/generated/types.ts';

/** What the inside of a VM is set up as: its account and name, and its address. */
export function guestWords({ hostname, admin_user, ip_address }: PlannedGuest): string {
  const name = admin_user === null ? hostname : `${admin_user}@${hostname}`;
  return `${name}, ${ip_address ?? 'DHCP'}`;
}
