import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import type { HostCheck } from './hostCheck.ts';

/** No VM of the host has a name of the request, whatever the case of its letters and whoever created it. */
export const nameInUse: HostCheck = {
  codes: ['name_in_use'],
  run({ vms, inventory }) {
    const taken = new Set(inventory.vms.map(({ vm_name }) => vm_name.toLowerCase()));
    const clashes = Map.groupBy(
      vms.filter(({ vm_name }) => taken.has(vm_name.toLowerCase())),
      ({ pointer }) => pointer,
    );
    return [...clashes].map<Finding>(([pointer, same]) => ({
      code: 'name_in_use',
      pointer: `${pointer}/vm_name`,
      message: describe(same),
    }));
  },
};

function describe(vms: readonly ExpandedVm[]): string {
  const names = vms.slice(0, 5).map(({ vm_name }) => `"${vm_name}"`);
  const more = vms.length > 5 ? ` and ${vms.length - 5} more` : '';
  return vms.length === 1
    ? `A VM named ${names.join('')} exists on the host: choose another name.`
    : `VMs named ${names.join(', ')}${more} exist on the host: choose another name.`;
}
