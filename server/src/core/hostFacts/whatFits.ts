import type { Shortage } from '#schemas/generated/types.ts';
import { resourceKey } from '../capacity.ts';
import type { VmNeeds } from './needs.ts';

/** Least that a VM can be given, and the step in which it is given: the bounds of the schema. */
const bounds = { cpu: { least: 1, step: 1 }, ram: { least: 32, step: 2 } } as const;

/** How a request that is too large would fit. */
export interface Fit {
  /** VMs of the request, in its order, for which there is room. */
  readonly count: number;
  /**
   * Cores, or MB of maximum memory, that no VM may exceed so that all fit; null when there is no such bound (not even
   * the least fits), and for storage, which a spec cannot simply ask less of.
   */
  readonly most: number | null;
}

/** What of a resource that does not suffice would. */
export function whatFits(short: Shortage, vms: readonly VmNeeds[]): Fit {
  const amounts = vms.map((vm) => amountOf(short, vm));
  return { count: countOf(amounts, short.available), most: mostOf(short, amounts) };
}

/** What a VM takes of the resource. */
export function amountOf(short: Pick<Shortage, 'resource' | 'volume'>, { charges }: VmNeeds): number {
  const key = resourceKey(short);
  return charges.filter((charge) => resourceKey(charge) === key).reduce((sum, { amount }) => sum + amount, 0);
}

function countOf(amounts: readonly number[], available: number): number {
  let left = available;
  const firstTooMany = amounts.findIndex((amount) => (left -= amount) < 0);
  return firstTooMany < 0 ? amounts.length : firstTooMany;
}

function mostOf({ resource, available }: Shortage, amounts: readonly number[]): number | null {
  if (resource === 'storage') return null;
  const { least, step } = bounds[resource];
  const fits = (most: number): boolean =>
    amounts.reduce((sum, amount) => sum + Math.min(amount, most), 0) <= available;
  if (!fits(least)) return null;
  // Between a bound that fits and one that does not, in steps.
  let low = 0;
  let high = Math.ceil((Math.max(...amounts) - least) / step);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(least + middle * step)) low = middle;
    else high = middle;
  }
  return least + low * step;
}
