import type { Network } from '#schemas/generated/types.ts';

/** What a host tells that names networks: with a VLAN, without one, without its switch, and then the switch itself. */
export const namedNetworks: Network[] = [
  {
    ...{ name: 'build-lan', type: 'External', vlan_id: 20, switch: 'External_Switch' },
    description: 'Build agents',
  },
  { name: 'open', type: 'External', vlan_id: null, switch: 'External_Switch' },
  { name: 'dmz', type: 'Private', vlan_id: 99, switch: 'DMZ_Switch', available: false },
  { name: 'External_Switch', type: 'External', vlan_id: null },
];
