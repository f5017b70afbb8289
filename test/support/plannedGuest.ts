import type { PlannedGuest } from '#schemas/generated/types.ts';
import { sshKeys } from './sshKeys.ts';

/** Settings of a Linux guest, every one of them given. */
export const plannedGuest: PlannedGuest = {
  system: 'linux',
  hostname: 'web-01.lab.example',
  admin_user: 'ops',
  ssh_authorized_keys: [sshKeys.ed25519, sshKeys.ecdsa],
  ip_address: '192.168.10.21/24',
  gateway: '192.168.10.1',
  dns: ['192.168.10.1', '1.1.1.1'],
};
