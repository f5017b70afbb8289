import { LABEL_CHARS } from '#shared/text/hostLabel.ts';
import { hostNameOf, longestLabel } from '../guest/hostName.ts';
import type { Finding } from '../finding.ts';
import { entryCheck } from './check.ts';

/** Accounts that every Linux has, so that no new one can have the name. */
const SYSTEM_ACCOUNTS: ReadonlySet<string> = new Set([
  ...['root', 'daemon', 'bin', 'sys', 'sync', 'games', 'man', 'lp', 'mail', 'news', 'uucp', 'proxy', 'adm'],
  ...['www-data', 'backup', 'list', 'irc', 'gnats', 'nobody', 'sshd', 'messagebus', 'syslog', 'shutdown'],
  ...['halt', 'operator', 'ftp', 'systemd-network', 'systemd-resolve', 'systemd-timesync', 'polkitd'],
]);

/** Names inside the guest: a host name that stays one when it is numbered, an account that is still to be made. */
export const guestNames = entryCheck(['guest_hostname', 'guest_user'], ({ pointer, spec, vms }) => {
  const { guest } = spec;
  const findings: Finding[] = [];
  const tooLong = vms.map(hostNameOf).find((name) => longestLabel(name) > LABEL_CHARS);
  if (guest?.hostname !== undefined && tooLong !== undefined)
    findings.push({
      code: 'guest_hostname',
      pointer: `${pointer}/guest/hostname`,
      message: `With its copy number, ${JSON.stringify(tooLong)} has a part of more than ${LABEL_CHARS} characters: shorten it.`,
    });
  if (guest?.admin_user !== undefined && SYSTEM_ACCOUNTS.has(guest.admin_user))
    findings.push({
      code: 'guest_user',
      pointer: `${pointer}/guest/admin_user`,
      message: `${JSON.stringify(guest.admin_user)} is an account that Linux has already: choose another name, such as "ops".`,
    });
  return findings;
});
