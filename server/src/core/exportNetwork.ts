import type { PlannedAdapter } from '#schemas/generated/types.ts';
import { networkFinder, type NamedNetwork } from './networks.ts';

/**
 * The name by which a spec reaches the virtual switch and the VLAN of an adapter: a network where exactly one is both, so
 * that the spec suits other hosts, too; else the switch, with `vlan_id` beside it. Null: a network of another meaning has the
 * name of the switch, and no network leads there.
 */
export function networkNameOf(
  { switch: wanted, vlan_id }: Pick<PlannedAdapter, 'switch' | 'vlan_id'>,
  networks: readonly NamedNetwork[],
): string | null {
  const there = networks.filter((network) => network.switch === wanted);
  const [same, ...others] = there.filter((network) => network.vlan_id === vlan_id);
  if (same !== undefined && others.length === 0) return same.name;
  const find = networkFinder(networks);
  const reaches = (name: string): boolean => {
    const network = find(name);
    if (network === undefined) return true;
    return network.switch === wanted && (network.vlan_id ?? vlan_id) === vlan_id;
  };
  return [wanted, ...there.map(({ name }) => name)].find(reaches) ?? null;
}
