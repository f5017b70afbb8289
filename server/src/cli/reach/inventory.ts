import { isIP } from 'node:net';
import type { Vm } from '#schemas/generated/types.ts';
import { guestUserOf, sshAddressOf } from '#shared/vms/reachVm.ts';
import { stateWords } from '#shared/words/vmWords.ts';
import { isReachable } from './reachableVm.ts';
import { uniqueNames } from './uniqueNames.ts';

/** A VM for programs. */
export interface InventoryVm {
  readonly name: string;
  readonly vm_id: string;
  readonly state: string;
  readonly addresses: readonly string[];
  /** Account that was made in the guest; null: none is known. */
  readonly user: string | null;
  /** Host name that the guest reports or was told; null: none is known. */
  readonly hostname: string | null;
  readonly tags: readonly string[];
}

export function inventoryVm(vm: Vm): InventoryVm {
  return {
    name: vm.vm_name,
    vm_id: vm.vm_id,
    state: vm.state,
    addresses: vm.ip_addresses,
    user: guestUserOf(vm),
    hostname: vm.hostname ?? vm.guest?.hostname ?? null,
    tags: vm.tags,
  };
}

type HostVariables = Readonly<Record<string, unknown>>;

/** What an inventory script of Ansible answers to `--list`. With `_meta` it is asked once and not for each host. */
export type AnsibleInventory = Readonly<Record<string, { readonly hosts: readonly string[] }>> & {
  readonly _meta: { readonly hostvars: Readonly<Record<string, HostVariables>> };
};

/**
 * The VMs as Ansible takes them. It reads templates in the values of an inventory: what a guest or another user of the host
 * tells is left out unless it is of harmless characters.
 */
export function ansibleInventory(vms: readonly Vm[]): AnsibleInventory {
  const names = uniqueNames(vms, ({ vm_name }) => vm_name.replace(/[^A-Za-z0-9 ._-]+/g, '_'));
  const named = vms.map((vm, index) => ({ vm, name: names[index] ?? '' }));
  const groups = new Map<string, string[]>();
  for (const { vm, name } of named)
    for (const group of groupsOf(vm)) groups.set(group, [...(groups.get(group) ?? []), name]);
  const hostvars = Object.fromEntries(named.map(({ vm, name }) => [name, variablesOf(vm)]));
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    ...Object.fromEntries(sorted.map(([group, hosts]) => [group, { hosts }])),
    _meta: { hostvars },
  } as AnsibleInventory;
}

function variablesOf(vm: Vm): HostVariables {
  const address = sshAddressOf(vm);
  const { user, hostname, tags, state, vm_id, addresses } = inventoryVm(vm);
  return {
    ...(address === null ? {} : { ansible_host: address }),
    ...(user === null ? {} : { ansible_user: user }),
    vmspec_id: vm_id,
    vmspec_state: groupWord(stateWords(state)),
    vmspec_tags: tags.filter(isHarmless),
    vmspec_addresses: addresses.filter((one) => isIP(one) !== 0),
    ...(hostname === null || !isHarmless(hostname) ? {} : { vmspec_hostname: hostname }),
  };
}

function isHarmless(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,255}$/.test(text);
}

/** Names of groups are words of Python: letters, digits and `_`. */
function groupsOf(vm: Vm): Set<string> {
  const template = templateOf(vm);
  return new Set([
    ...vm.tags.map((tag) => `tag_${groupWord(tag)}`),
    `state_${groupWord(stateWords(vm.state))}`,
    ...(template === null ? [] : [`template_${groupWord(template)}`]),
    ...(isReachable(vm) ? ['reachable'] : []),
    ...(vm.managed ? ['vmspec'] : []),
  ]);
}

function groupWord(text: string): string {
  return text.replace(/[^A-Za-z0-9_]+/g, '_').toLowerCase();
}

/** Name of the disk that the system disk was made from; what a checkpoint depends on is none. */
function templateOf({ disks: [system] }: Vm): string | null {
  const parent = system?.parent_path ?? null;
  if (system === undefined || parent === null || /\.avhdx?$/i.test(system.path)) return null;
  return parent.slice(parent.lastIndexOf('\\') + 1).replace(/\.vhdx?$/i, '');
}
