import type { CapacityResource, HostFactsParams } from '#schemas/generated/types.ts';
import { pointerSegments } from '#core/pointer.ts';
import { samePath } from '#core/windowsPath.ts';
import { code } from '../../convert/markup.ts';
import { networkOf } from '../../convert/networks.ts';
import { gbOf, sizeOf } from '../../convert/sizes.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { hostWords } from '../../hostFacts/sayHost.ts';
import type { Subject } from './subject.ts';

type Source = (facts: HostFactsParams, value: unknown) => string[];

/** What a host has to say to members. */
const sources: Readonly<Record<string, Source>> = {
  disk_template_path: aboutTemplate,
  network_adapter_name: aboutNetwork,
  switch: aboutNetwork,
  volume: aboutVolume,
  vm_name: aboutName,
  cpu_cores: (facts) =>
    resourceOf(facts, 'cpu').map(({ available, total }) => `${available} of ${total} vCPU are free`),
  ram_startup_mb: aboutMemory,
  ram_min_mb: aboutMemory,
  ram_max_mb: aboutMemory,
  size_gb: (facts) =>
    resourceOf(facts, 'storage').map(({ volume = '', available }) => `${volume} has ${gbOf(available)} free`),
};

/** What a host knows of a value, with its name and the age of what is known; nothing without a host. */
export function aboutHost({ pointer, value }: Subject, host: KnownHost | null): string[] {
  const name = pointerSegments(pointer).at(-1) ?? '';
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  const lines = host === null || source === undefined ? [] : source(host.facts, value);
  return host === null || lines.length === 0 ? [] : [lines.join('  \n'), `*${hostWords(host)}*`];
}

function aboutTemplate({ templates }: HostFactsParams, value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const found = templates.templates.find(({ path }) => samePath(path, value));
  if (found === undefined) return ['The host has no such template'];
  const { size_gb, os, generation, children, state } = found;
  const words = {
    ok: '',
    changed: ', changed since it was recorded: nothing is made from it',
    missing: ', missing',
    adding: ', being added',
    failed: ', could not be added',
  };
  return [
    `Template of ${sizeOf(size_gb * 1024)}${words[state]}`,
    `Operating system: ${os}`,
    `Generation: ${generation ?? 'unknown'}`,
    `${children} VM ${children === 1 ? 'disk depends' : 'disks depend'} on it`,
  ];
}

function aboutNetwork(facts: HostFactsParams, value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const found = networkOf(facts, value);
  if (found === undefined) return ['The host has no such network or virtual switch'];
  if (found.switch === undefined) {
    const vlan = found.vlan_id === null ? '' : `, VLAN ${found.vlan_id} for the host itself`;
    return [`${kinds[found.type]}${vlan}`];
  }
  const { description = '', available } = found;
  return [
    `Leads to the virtual switch ${code(found.switch)}${available === false ? ', which the host does not have' : ''}`,
    found.vlan_id === null ? 'VLAN: as `vlan_id` says, else untagged' : `VLAN: ${found.vlan_id}`,
    ...(description === '' ? [] : [code(description)]),
  ];
}

/** What each type of virtual switch connects. */
const kinds = {
  External: 'External: connects VMs with the network outside',
  Internal: 'Internal: connects VMs with each other and with the host',
  Private: 'Private: connects VMs with each other only',
} as const;

function aboutVolume(facts: HostFactsParams, value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const found = resourceOf(facts, 'storage').find(({ volume }) => samePath(volume ?? '', value));
  return [
    found === undefined
      ? 'The host has no such volume'
      : `${gbOf(found.available)} of ${gbOf(found.total)} are free`,
  ];
}

function aboutName({ vm_names }: HostFactsParams, value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const taken = vm_names.find((name) => name.toLowerCase() === value.toLowerCase());
  return taken === undefined ? [] : [`The host has a VM ${code(taken)}`];
}

function aboutMemory(facts: HostFactsParams): string[] {
  return resourceOf(facts, 'ram').map(
    ({ available, total }) => `${gbOf(available)} of ${gbOf(total)} RAM are free`,
  );
}

function resourceOf({ capacity }: HostFactsParams, wanted: CapacityResource['resource']): CapacityResource[] {
  return capacity.resources.filter(({ resource }) => resource === wanted);
}
