import type { CapacityResource, Shortage } from '#schemas/generated/types.ts';
import { resourceKey, shortageMessage } from '../capacity.ts';
import type { Finding } from '../finding.ts';
import type { HostNeeds, PlacedCharge, VmNeeds } from './needs.ts';
import { amountOf, whatFits } from './whatFits.ts';

/**
 * One finding for each resource that does not suffice, at the value with which it is exceeded when the VMs are taken in
 * the order of the request. It says what would fit.
 */
export function capacityFindings(
  { vms, requested, short }: HostNeeds,
  resources: readonly CapacityResource[],
): Finding[] {
  return short.map((shortage) => {
    const place = exceededAt(shortage, vms);
    const advice = adviceFor(shortage, vms, roomyVolumes(shortage, requested, resources));
    return {
      code: 'capacity_exceeded',
      pointer: place?.pointer ?? '/provisioning_request/vms',
      message: `${shortageMessage([shortage])}. ${advice}`,
    };
  });
}

/** The charge with which a resource is exceeded. */
export function exceededAt(shortage: Shortage, vms: readonly VmNeeds[]): PlacedCharge | undefined {
  const key = resourceKey(shortage);
  let left = shortage.available;
  return vms
    .flatMap(({ charges }) => charges)
    .filter((charge) => resourceKey(charge) === key)
    .find(({ amount }) => (left -= amount) < 0);
}

/** Volumes on which all that is asked of one that is too small would fit beside what goes there anyway. */
function roomyVolumes(
  { resource, requested, volume }: Shortage,
  all: HostNeeds['requested'],
  resources: readonly CapacityResource[],
): string[] {
  if (resource !== 'storage') return [];
  return resources.flatMap((other) =>
    other.volume !== undefined &&
    other.volume !== volume &&
    other.available >= requested + (all.get(resourceKey(other)) ?? 0)
      ? [other.volume]
      : [],
  );
}

function adviceFor(shortage: Shortage, vms: readonly VmNeeds[], volumes: readonly string[]): string {
  const { count, most } = whatFits(shortage, vms);
  const takers = vms.filter((vm) => amountOf(shortage, vm) > 0).length;
  if (most !== null) {
    const member = shortage.resource === 'cpu' ? 'cpu_cores' : 'ram_max_mb';
    return takers === 1 ? `Write ${most} or less.` : `With ${member} ${most} or less for every VM all fit.`;
  }
  if (volumes.length > 0) return `There is room on ${volumes.join(' and ')}: write it as "volume".`;
  if (count === 0) return 'Not even the first VM fits.';
  return `The first ${count} of ${vms.length} VMs fit.`;
}
