import type { HostFactsParams, Network } from '#schemas/generated/types.ts';

/** What adapters can be connected to: named networks whose switch is there, and virtual switches. */
export function usableNetworks({ networks }: HostFactsParams): readonly Network[] {
  return networks.networks.filter(({ available }) => available !== false);
}

/** What a spec means by a name: a named network, whatever the case of letters, or a switch, spelt as the host spells it. */
export function networkOf({ networks }: HostFactsParams, name: string): Network | undefined {
  const folded = name.toLowerCase();
  return networks.networks.find((network) =>
    network.switch === undefined ? network.name === name : network.name.toLowerCase() === folded,
  );
}

/** Where a named network leads, or what a switch is, in a few words. */
export function networkWords({ switch: leadsTo, type, vlan_id }: Network): string {
  return [leadsTo ?? type, ...(vlan_id === null ? [] : [`VLAN ${vlan_id}`])].join(' · ');
}
