import type { NetworkAdapter, NetworkSetting, VmSpec } from '#schemas/generated/types.ts';
import type { SwitchFacts } from './inventory.ts';

/** A network of the host's configuration: a name for a virtual switch, with a VLAN or without one. */
export interface NamedNetwork {
  readonly name: string;
  /** Virtual switch that it leads to, spelt as the host spells it. */
  readonly switch: string;
  /** VLAN that its adapters are in; null: an adapter may choose one. */
  readonly vlan_id: number | null;
  /** Whether the host has the virtual switch. */
  readonly available: boolean;
}

/** The network that a name of a spec means; undefined: it can only mean a virtual switch. */
export type FindNetwork = (name: string) => NamedNetwork | undefined;

/** The networks of a configuration, in its order, on a host with these virtual switches. */
export function namedNetworks(
  settings: Readonly<Record<string, NetworkSetting>>,
  switches: readonly Pick<SwitchFacts, 'name'>[],
): NamedNetwork[] {
  const there = new Set(switches.map(({ name }) => name));
  return Object.entries(settings).map(([name, { switch: leadsTo, vlan_id = null }]) => ({
    name,
    switch: leadsTo,
    vlan_id,
    available: there.has(leadsTo),
  }));
}

/** Finds networks by name, whatever the case of its letters. */
export function networkFinder(networks: readonly NamedNetwork[]): FindNetwork {
  const byName = new Map(networks.map((network) => [fold(network.name), network]));
  return (name) => byName.get(fold(name));
}

/** Why these cannot be the names of networks beside each other, or null. */
export function namesFault(names: readonly string[]): string | null {
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(fold(name));
    if (before !== undefined)
      return `${JSON.stringify(before)} and ${JSON.stringify(name)} are one name, since the case of letters does not count: rename or remove one of these networks.`;
    seen.set(fold(name), name);
  }
  return null;
}

/** Switches that a spec can name: a network takes the name of a switch that is called the same. */
export function nameableSwitches<S extends Pick<SwitchFacts, 'name'>>(
  switches: readonly S[],
  networks: readonly NamedNetwork[],
): S[] {
  const find = networkFinder(networks);
  return switches.filter(({ name }) => find(name) === undefined);
}

/** Networks that take the name of a virtual switch and do not mean the same as it, so that no spec reaches the switch by it. */
export function hidingNetworks(
  networks: readonly NamedNetwork[],
  switches: readonly Pick<SwitchFacts, 'name'>[],
): { readonly network: NamedNetwork; readonly hidden: string }[] {
  const find = networkFinder(networks);
  return switches.flatMap(({ name }) => {
    const network = find(name);
    const means = network?.switch === name && network.vlan_id === null;
    return network === undefined || means ? [] : [{ network, hidden: name }];
  });
}

/** An adapter of a VM entry as a member of a list, with JSON pointers to where its members stand. */
export interface SpecAdapter {
  readonly adapter: NetworkAdapter;
  readonly namePointer: string;
  readonly vlanPointer: string;
}

/** The adapters of an entry: the first, which members of the VM itself describe, and then the others. */
export function adaptersOf(spec: VmSpec, pointer = ''): SpecAdapter[] {
  const first: NetworkAdapter = {
    switch: spec.network_adapter_name,
    ...(spec.vlan_id === undefined ? {} : { vlan_id: spec.vlan_id }),
    ...(spec.mac_address === undefined ? {} : { mac_address: spec.mac_address }),
  };
  return [
    {
      adapter: first,
      namePointer: `${pointer}/network_adapter_name`,
      vlanPointer: `${pointer}/vlan_id`,
    },
    ...(spec.network_adapters ?? []).map((adapter, index) => ({
      adapter,
      namePointer: `${pointer}/network_adapters/${index}/switch`,
      vlanPointer: `${pointer}/network_adapters/${index}/vlan_id`,
    })),
  ];
}

function fold(name: string): string {
  return name.toLowerCase();
}
