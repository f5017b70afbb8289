import type { Finding } from '../finding.ts';
import { adaptersOf, networkFinder } from '../networks.ts';
import type { HostCheck } from './hostCheck.ts';

/** An adapter that names a network with a VLAN is in that VLAN and asks for no other. */
export const networkVlan: HostCheck = {
  codes: ['network_vlan'],
  run({ entries, inventory }) {
    const find = networkFinder(inventory.networks);
    return entries
      .flatMap(({ pointer, spec }) => adaptersOf(spec, pointer))
      .flatMap<Finding>(({ adapter, vlanPointer: pointer }) => {
        const { name, vlan_id: vlan = null } = find(adapter.switch) ?? {};
        if (vlan === null || adapter.vlan_id === undefined || adapter.vlan_id === vlan) return [];
        const message = `${JSON.stringify(name)} is VLAN ${vlan} on this host: remove vlan_id, or write ${vlan}.`;
        return [{ code: 'network_vlan', pointer, message }];
      });
  },
};
