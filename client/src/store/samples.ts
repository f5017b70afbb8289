import type { Capacity, CapacityResource } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';

/** Samples that are kept: at the usual rate some hours. */
const KEPT = 1500;
/** Milliseconds between two samples at least. */
const APART_MS = 2000;

/** What was taken of a resource at a time. */
export interface Sample {
  /** Milliseconds since 1970, by the clock of this computer. */
  readonly at: number;
  /** Taken amount of each resource, by its name. */
  readonly taken: Readonly<Record<string, number>>;
}

/** What of a resource is not free. */
export function takenOf({ total, percent, host_reserve, available }: CapacityResource): number {
  return Math.max(0, Math.floor((total * percent) / 100) - host_reserve - available);
}

/** The samples with one more; one that comes too soon replaces the last. */
export function withSample(samples: readonly Sample[], capacity: Capacity, at: number): readonly Sample[] {
  const taken = Object.fromEntries(
    capacity.resources.map((resource) => [resourceName(resource), takenOf(resource)]),
  );
  const before = samples.at(-2);
  const tooSoon = before !== undefined && at - before.at < APART_MS;
  const kept = tooSoon ? samples.slice(0, -1) : samples;
  return [...kept, { at, taken }].slice(-KEPT);
}
