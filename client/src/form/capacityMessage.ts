import type {
  Capacity,
  CapacityResource,
  FormCapacity,
  FormResource,
  Plan,
  PlannedResource,
} from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';

/** The room on the host, with what a plan would take of it; without a plan nothing is taken. */
export function capacityResources(capacity: Capacity, plan: Plan | null): FormResource[] {
  return capacity.resources.map((resource) => {
    const planned = plan?.resources.find((one) => isSame(one, resource));
    const limit = Math.floor((resource.total * resource.percent) / 100);
    const requested = planned?.requested ?? 0;
    const left = planned?.available_after ?? resource.available;
    return {
      name: resourceName(resource),
      unit: resource.unit,
      total: resource.total,
      limit,
      host_reserve: resource.host_reserve,
      committed: resource.committed + resource.committed_unmanaged,
      reserved: resource.reserved,
      requested,
      free_after: Math.max(0, left),
      over_by: Math.max(0, -left, planned === undefined ? resource.over_by : 0),
    };
  });
}

function isSame(planned: PlannedResource, resource: CapacityResource): boolean {
  return planned.resource === resource.resource && planned.volume === resource.volume;
}

/** Before anything was asked. */
export function noCapacity(reason: string): FormCapacity {
  return { type: 'capacity', state: 'none', reason, fits: null, resources: [] };
}
