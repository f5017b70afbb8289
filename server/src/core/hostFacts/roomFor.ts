import type { CapacityResource } from '#schemas/generated/types.ts';
import { resourceKey } from '../capacity.ts';
import type { VmNeeds } from './needs.ts';

/**
 * The VMs that find room one after the other, in the order of the request. One that does not fit takes nothing, so that
 * those behind it are not blamed for it.
 */
export function roomFor(
  vms: readonly VmNeeds[],
  resources: readonly CapacityResource[],
): ReadonlySet<VmNeeds> {
  const left = new Map(resources.map((resource) => [resourceKey(resource), resource.available]));
  const fitting = vms.filter(({ charges }) => {
    const after = new Map(left);
    for (const charge of charges) {
      const key = resourceKey(charge);
      after.set(key, (after.get(key) ?? 0) - charge.amount);
    }
    if ([...after.values()].some((amount) => amount < 0)) return false;
    for (const [key, amount] of after) left.set(key, amount);
    return true;
  });
  return new Set(fitting);
}
