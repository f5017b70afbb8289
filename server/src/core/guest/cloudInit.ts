import { stringify } from 'yaml';
import type { PlannedAdapter, PlannedGuest } from '#schemas/generated/types.ts';

/**
 * `meta-data` of a NoCloud seed.
 * @param instanceId Whatever makes a VM a new one to cloud-init: no two VMs may share it.
 */
export function metaData({ hostname }: PlannedGuest, instanceId: string): string {
  return yaml({ 'instance-id': instanceId, 'local-hostname': hostname });
}

/** `user-data` of a NoCloud seed: name, account and keys. Nobody logs in over SSH with a password. */
export function userData(guest: PlannedGuest): string {
  const { hostname, admin_user, ssh_authorized_keys: keys } = guest;
  const label = hostname.split('.', 1)[0] ?? hostname;
  const account = {
    name: admin_user,
    sudo: 'ALL=(ALL) NOPASSWD:ALL',
    shell: '/bin/bash',
    lock_passwd: true,
    ssh_authorized_keys: keys,
  };
  const login =
    admin_user === null ? (keys.length === 0 ? {} : { ssh_authorized_keys: keys }) : { users: [account] };
  return `#cloud-config\n${yaml({
    hostname: label,
    ...(label === hostname ? {} : { fqdn: hostname }),
    manage_etc_hosts: true,
    ssh_pwauth: false,
    ...login,
  })}`;
}

/**
 * `network-config` (version 2) of a NoCloud seed; null where DHCP on the first adapter, which is what cloud-init does by
 * itself, is all that is wanted. An adapter without a fixed MAC address is found by the name that Linux gives the adapters
 * of Hyper-V, `eth0` and so on: its address is not known before the VM has started.
 */
export function networkConfig(guest: PlannedGuest, adapters: readonly PlannedAdapter[]): string | null {
  const { ip_address, gateway, dns } = guest;
  if (ip_address === null && dns.length === 0) return null;
  const first = {
    ...(ip_address === null ? { dhcp4: true } : { dhcp4: false, addresses: [ip_address] }),
    ...(gateway === null
      ? {}
      : { routes: [{ to: gateway.includes(':') ? '::/0' : '0.0.0.0/0', via: gateway }] }),
    ...(dns.length === 0 ? {} : { nameservers: { addresses: dns } }),
  };
  const ethernets = adapters.map(({ mac_address }, index): [string, object] => {
    const name = `eth${index}`;
    return [
      name,
      {
        ...(mac_address === null ? {} : { match: { macaddress: macText(mac_address) }, 'set-name': name }),
        ...(index === 0 ? first : { dhcp4: true, optional: true }),
      },
    ];
  });
  return yaml({ version: 2, ethernets: Object.fromEntries(ethernets) });
}

/** Every text is quoted, so that none is taken for a number, a word of YAML or the start of something else. */
function yaml(content: object): string {
  return stringify(content, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

function macText(mac: string): string {
  return (mac.toLowerCase().match(/../g) ?? []).join(':');
}
