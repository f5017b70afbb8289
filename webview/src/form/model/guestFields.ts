import type { Field, Option } from './fields.ts';
import type { MemberPath } from './spec.ts';

/** Where the settings inside the guest of a VM are. */
export const GUEST: MemberPath = ['guest'];
/** Where the public keys are. */
export const KEYS: MemberPath = ['guest', 'ssh_authorized_keys'];

/** Only of one VM. */
export const hostnameField: Field = {
  path: ['guest', 'hostname'],
  label: 'Host name',
  help: 'With or without a domain; copies are numbered. Empty: made from the name of the VM.',
  kind: { is: 'text' },
};

export const adminUserField: Field = {
  path: ['guest', 'admin_user'],
  label: 'Admin user',
  help: 'An account to make, which logs in by key. Linux only. Empty: the one of the image.',
  kind: { is: 'text', placeholder: 'ops' },
};

/** The keys that may log in. */
export const keyList = {
  title: 'SSH public keys',
  help: 'Who has one of them may log in. Linux only.',
  add: 'Add key',
  item: 'Key {0}',
} as const;

/** One key of the list; its path is its position. */
export const keyField: Field = {
  path: [],
  label: 'Public key',
  help: '',
  kind: { is: 'lines', placeholder: 'ssh-ed25519 AAAA...' },
  required: true,
};

export const addressField: Field = {
  path: ['guest', 'ip_address'],
  label: 'Address',
  help: 'With the length of its prefix, IPv4 or IPv6.',
  kind: { is: 'text', placeholder: '192.168.10.21/24' },
};

export const rangeField: Field = {
  path: ['guest', 'ip_range'],
  label: 'Range of addresses',
  help: 'The first and the last one. Each VM gets the first that nobody has.',
  kind: { is: 'text', placeholder: '192.168.10.21-192.168.10.40/24' },
};

export const gatewayField: Field = {
  path: ['guest', 'gateway'],
  label: 'Gateway',
  help: 'The router, in the network of the address.',
  kind: { is: 'text', placeholder: '192.168.10.1' },
};

export const dnsField: Field = {
  path: ['guest', 'dns'],
  label: 'DNS servers',
  help: 'Addresses, separated by commas.',
  kind: { is: 'words' },
};

/** Fields of the settings inside a guest; which of those of the address are shown goes by its kind. */
export const guestFields: readonly Field[] = [
  hostnameField,
  adminUserField,
  addressField,
  rangeField,
  gatewayField,
  dnsField,
];

/** How a VM comes to its address. */
export const addressKinds = [
  { value: 'dhcp', label: 'By DHCP' },
  { value: 'fixed', label: 'Fixed address' },
  { value: 'range', label: 'From a range' },
] as const satisfies readonly Option[];
