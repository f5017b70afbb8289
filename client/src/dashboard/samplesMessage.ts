import type { Capacity, DashboardResource, DashboardSamples } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import type { Sample } from '../store/samples.ts';

const MB_PER_GB = 1024;

/** Capacity over time as the page shows it: memory and storage in GB. */
export function samplesMessage(samples: readonly Sample[], { resources }: Capacity): DashboardSamples {
  return {
    type: 'samples',
    at: samples.map(({ at }) => at),
    resources: resources.map((resource): DashboardResource => {
      const name = resourceName(resource);
      const scaled = (value: number): number =>
        resource.unit === 'cores' ? value : Math.round((value / MB_PER_GB) * 10) / 10;
      const usable = Math.floor((resource.total * resource.percent) / 100) - resource.host_reserve;
      return {
        name,
        unit: resource.unit === 'cores' ? 'vCPU' : 'GB',
        usable: scaled(Math.max(0, usable)),
        taken: samples.map(({ taken }) => {
          const value = taken[name];
          return value === undefined ? null : scaled(value);
        }),
      };
    }),
  };
}
