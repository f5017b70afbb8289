import type { GuestSettings, VmSpec } from '#schemas/generated/types.ts';
import { addressDuplicate } from '#core/checks/addressDuplicate.ts';
import { guestDrive } from '#core/checks/guestDrive.ts';
import { guestKeys } from '#core/checks/guestKeys.ts';
import { guestNames } from '#core/checks/guestNames.ts';
import { guestNetwork } from '#core/checks/guestNetwork.ts';
import type { Finding } from '#core/finding.ts';
import { sshKeys } from '../../../support/sshKeys.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

function guest(settings: GuestSettings, more: Partial<VmSpec> = {}): Partial<VmSpec> {
  return { guest: settings, ...more };
}

function found(code: Finding['code'], member: string, message: string): Finding {
  return { code, pointer: entryAt(0, `guest/${member}`), message };
}

/** What one address, range, gateway or name server is told. */
function network(
  what: string,
  settings: GuestSettings,
  findings: readonly Finding[],
  copies?: number,
): CheckCase {
  return {
    check: guestNetwork,
    what,
    vms: [guest(settings, copies === undefined ? {} : { copies })],
    found: findings,
  };
}

const address = (text: string, rest: string): Finding =>
  found('guest_address', 'ip_address', `"${text}" is ${rest}: no host can have it.`);
const gateway = (text: string, rest: string): Finding =>
  found('guest_gateway', 'gateway', `"${text}" is ${rest}`);
const range = (message: string): Finding => found('guest_range', 'ip_range', message);

const form = 'no address with a prefix length: write it as 192.168.10.21/24.';

/** Settings inside the guest. */
export const guestCases: readonly CheckCase[] = [
  {
    check: guestNames,
    what: 'a host name and an account',
    vms: [guest({ hostname: 'a.b', admin_user: 'ops' })],
    found: [],
  },
  {
    check: guestNames,
    what: 'a host name that is too long once it is numbered',
    vms: [guest({ hostname: 'a'.repeat(62) }, { copies: 2 })],
    found: [
      found(
        'guest_hostname',
        'hostname',
        `With its copy number, "${'a'.repeat(62)}-01" has a part of more than 63 characters: shorten it.`,
      ),
    ],
  },
  {
    check: guestNames,
    what: 'an account of the system',
    vms: [guest({ admin_user: 'root' })],
    found: [
      found(
        'guest_user',
        'admin_user',
        '"root" is an account that Linux has already: choose another name, such as "ops".',
      ),
    ],
  },
  {
    check: guestKeys,
    what: 'an account with keys',
    vms: [guest({ admin_user: 'ops', ssh_authorized_keys: [sshKeys.ed25519, sshKeys.ecdsa] })],
    found: [],
  },
  {
    check: guestKeys,
    what: 'an account without a key',
    vms: [guest({ admin_user: 'ops' })],
    found: [
      found(
        'guest_key',
        'admin_user',
        'Nobody could log in as "ops": add a public key to ssh_authorized_keys.',
      ),
    ],
  },
  {
    check: guestKeys,
    what: 'a key that was cut off',
    vms: [guest({ ssh_authorized_keys: [sshKeys.ed25519, sshKeys.ed25519.slice(0, 60)] })],
    found: [
      found(
        'guest_key',
        'ssh_authorized_keys/1',
        'Entry 2 of ssh_authorized_keys is cut off or was changed: copy the whole line of the .pub file.',
      ),
    ],
  },
  network(
    'an address, a gateway and name servers',
    { ip_address: '10.0.0.5/24', gateway: '10.0.0.1', dns: ['10.0.0.1', '2001:db8::1'] },
    [],
  ),
  network('an address of IPv6', { ip_address: '2001:db8::5/64', gateway: '2001:db8::1' }, []),
  network('name servers alone', { dns: ['1.1.1.1'] }, []),
  network('an address of a network of two', { ip_address: '10.0.0.0/31' }, []),
  network('an address without its prefix length', { ip_address: '10.0.0.5' }, [
    found('guest_address', 'ip_address', `"10.0.0.5" is ${form} The prefix length is missing.`),
  ]),
  network('an address with leading zeros', { ip_address: '10.0.0.05/24' }, [
    found('guest_address', 'ip_address', `"10.0.0.05/24" is ${form}`),
  ]),
  network('a prefix length beyond the address', { ip_address: '10.0.0.5/33' }, [
    found('guest_address', 'ip_address', `"10.0.0.5/33" is ${form}`),
  ]),
  network('an address with a zone', { ip_address: 'fe80::1%eth0/64' }, [
    found('guest_address', 'ip_address', `"fe80::1%eth0/64" is ${form}`),
  ]),
  network('the address of the network', { ip_address: '10.0.0.0/24' }, [
    address('10.0.0.0/24', 'the address of the network itself'),
  ]),
  network('the broadcast address', { ip_address: '10.0.0.255/24' }, [
    address('10.0.0.255/24', "the network's broadcast address"),
  ]),
  network('a loopback address', { ip_address: '127.0.0.1/8' }, [
    address('127.0.0.1/8', 'an address that leads to the guest itself'),
  ]),
  network('a multicast address', { ip_address: 'ff02::1/64' }, [
    address('ff02::1/64', 'an address of many hosts'),
  ]),
  network('no address at all', { ip_address: '0.0.0.0/8' }, [address('0.0.0.0/8', 'no address')]),
  network('a gateway without an address', { gateway: '10.0.0.1' }, [
    found(
      'guest_gateway',
      'gateway',
      'gateway needs ip_address or ip_range: with DHCP the network names its own gateway.',
    ),
  ]),
  network('a gateway in another network', { ip_address: '10.0.0.5/24', gateway: '10.0.1.1' }, [
    gateway(
      '10.0.1.1',
      'not in the network of 10.0.0.5/24, so no packet would reach it: use an address of that network.',
    ),
  ]),
  network('a gateway of the other family', { ip_address: '10.0.0.5/24', gateway: '2001:db8::1' }, [
    gateway(
      '2001:db8::1',
      'not in the network of 10.0.0.5/24, so no packet would reach it: use an address of that network.',
    ),
  ]),
  network('a gateway that is the VM itself', { ip_address: '10.0.0.5/24', gateway: '10.0.0.5' }, [
    gateway('10.0.0.5', "the VM's own address: use the address of the router."),
  ]),
  network('a gateway that is the broadcast address', { ip_address: '10.0.0.5/24', gateway: '10.0.0.255' }, [
    gateway('10.0.0.255', "the network's broadcast address: use the address of the router."),
  ]),
  network('a gateway with a prefix length', { ip_address: '10.0.0.5/24', gateway: '10.0.0.1/24' }, [
    gateway('10.0.0.1/24', 'no address: write it as 192.168.10.1, without a prefix length.'),
  ]),
  network('a gateway beside an address that is none', { ip_address: 'x', gateway: '10.0.0.1' }, [
    found('guest_address', 'ip_address', `"x" is ${form}`),
  ]),
  network('a name server by name', { dns: ['1.1.1.1', 'dns.lab'] }, [
    found(
      'guest_dns',
      'dns/1',
      '"dns.lab" is no address: name servers are given by address, such as 1.1.1.1.',
    ),
  ]),
  network(
    'a range for as many VMs as it has addresses',
    { ip_range: '10.0.0.5-10.0.0.7/24', gateway: '10.0.0.1' },
    [],
    3,
  ),
  network(
    'a range that is too short',
    { ip_range: '10.0.0.5-10.0.0.6/24' },
    [range('"10.0.0.5-10.0.0.6/24" has 2 addresses, and 3 VMs want one: make it longer.')],
    3,
  ),
  network('a range backwards', { ip_range: '10.0.0.7-10.0.0.5/24' }, [
    range(
      '"10.0.0.7-10.0.0.5/24" is no range of addresses in one network: write it as 192.168.10.21-192.168.10.40/24, the smaller address first.',
    ),
  ]),
  network('a range up to the broadcast address', { ip_range: '10.0.0.250-10.0.0.255/24' }, [
    range('"10.0.0.250-10.0.0.255/24" holds the network\'s broadcast address: no host can have it.'),
  ]),
  network('a range beside an address', { ip_address: '10.0.0.5/24', ip_range: '10.0.0.5-10.0.0.6/24' }, [
    range('ip_address and ip_range are both given: remove one of them.'),
  ]),
  { check: guestDrive, what: 'guest settings alone', vms: [guest({})], found: [] },
  {
    check: guestDrive,
    what: 'guest settings and a DVD',
    vms: [guest({}, { dvd_path: 'C:\\ISO\\a.iso' })],
    found: [
      {
        code: 'guest_drive',
        pointer: entryAt(0, 'dvd_path'),
        message:
          'The guest reads its settings from the DVD drive, so no other disk can be in it: remove dvd_path or guest.',
        related: [{ pointer: entryAt(0, 'guest'), message: 'Settings of the guest are asked for here.' }],
      },
    ],
  },
  {
    check: addressDuplicate,
    what: 'two addresses',
    vms: [guest({ ip_address: '10.0.0.5/24' }), guest({ ip_address: '10.0.0.6/24' })],
    found: [],
  },
  {
    check: addressDuplicate,
    what: 'one address in two spellings',
    vms: [guest({ ip_address: '2001:db8::5/64' }), guest({ ip_address: '2001:DB8:0::5/48' })],
    found: [
      {
        code: 'address_duplicate',
        pointer: entryAt(1, 'guest/ip_address'),
        message: '2001:db8::5 is the address of another VM of this request: change one of them.',
        related: [{ pointer: entryAt(0, 'guest/ip_address'), message: 'The address is used here first.' }],
      },
    ],
  },
];
