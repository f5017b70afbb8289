import { addressHolder, type AddressHolders } from '#core/guest/guestAddresses.ts';
import type { ExpandedVm } from '#core/copies.ts';
import type { Store } from '../store/store.ts';
import type { HostView } from './hostView.ts';

const NOBODY: AddressHolders = new Map();

/**
 * Who has which address on this host: what guests report, and what VMs of ours were promised, also those that are still
 * being created. Empty for a request that wants no address: the records are not read for nothing.
 */
export function addressHolders(
  vms: readonly ExpandedVm[],
  { inventory }: Pick<HostView, 'inventory'>,
  { managed }: Pick<Store, 'managed'>,
): AddressHolders {
  const wanted = vms.some(({ spec: { guest } }) => (guest?.ip_address ?? guest?.ip_range) !== undefined);
  if (!wanted) return NOBODY;
  const reported = inventory.vms.flatMap(({ vm_name, ip_addresses }) =>
    ip_addresses.flatMap((text) => addressHolder(text, vm_name)),
  );
  const promised = managed
    .held()
    .flatMap(({ vm_name, blueprint }) => addressHolder(blueprint.vm.guest?.ip_address ?? null, vm_name));
  return new Map([...reported, ...promised]);
}
