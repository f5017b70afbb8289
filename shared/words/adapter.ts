import type { PlannedAdapter } from '#schemas/generated/types.ts';

/** Where a network adapter of a plan is connected: `External_Switch`, `External_Switch VLAN 20`. */
export function adapterWords({ switch: name, vlan_id }: Pick<PlannedAdapter, 'switch' | 'vlan_id'>): string {
  return vlan_id === null ? name : `${name} VLAN ${String(vlan_id)}`;
}
