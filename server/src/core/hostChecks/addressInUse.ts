import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import { fixedIp, guestAddresses } from '../guest/guestAddresses.ts';
import type { HostCheck, HostCheckContext } from './hostCheck.ts';

/** No other VM of the host has a fixed address of the request, and ranges have enough that nobody has. */
export const addressInUse: HostCheck = {
  codes: ['address_in_use'],
  run: (context) => [...fixedFindings(context), ...rangeFindings(context)],
};

function fixedFindings({ vms, holders }: HostCheckContext): Finding[] {
  return vms.flatMap<Finding>(({ vm_name, pointer, spec }) => {
    const ip = fixedIp(spec.guest?.ip_address);
    const holder = ip === null ? undefined : holders.get(ip);
    // A VM that is there already has its own address.
    if (ip === null || holder === undefined || holder === vm_name.toLowerCase()) return [];
    const message = `${ip} is the address of the VM "${holder}" on this host: choose another one.`;
    return [{ code: 'address_in_use', pointer: `${pointer}/guest/ip_address`, message }];
  });
}

function rangeFindings({ vms, holders }: HostCheckContext): Finding[] {
  const addresses = guestAddresses(vms, holders);
  const without = vms.filter(
    ({ spec }, index) => spec.guest?.ip_range !== undefined && addresses[index] === null,
  );
  return [...Map.groupBy(without, ({ pointer }) => pointer)].map<Finding>(([pointer, short]) => ({
    code: 'address_in_use',
    pointer: `${pointer}/guest/ip_range`,
    message: rangeMessage(short),
  }));
}

function rangeMessage(short: readonly ExpandedVm[]): string {
  const range = JSON.stringify(short[0]?.spec.guest?.ip_range ?? '');
  const vms = short.length === 1 ? 'VM gets' : 'VMs get';
  return `Too many addresses of ${range} are taken: ${short.length} ${vms} none. Make the range longer.`;
}
