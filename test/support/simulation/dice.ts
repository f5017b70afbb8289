import { seededRandom } from '../seededRandom.ts';

/** Choices that are the same in every run with the same seed. */
export interface Dice {
  /** A whole number from `low` to `high`, both possible. */
  int(low: number, high: number): number;
  chance(of: number): boolean;
  /** One of the items; fails when there is none. */
  pick<T>(items: readonly T[]): T;
  pickOrNull<T>(items: readonly T[]): T | null;
  /** One of the items, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T;
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed);
  const fraction = (): number => random.fraction();
  const pickOrNull = <T>(items: readonly T[]): T | null =>
    items[Math.floor(fraction() * items.length)] ?? null;
  const pick = <T>(items: readonly T[]): T => {
    const found = pickOrNull(items);
    if (found === null) throw new Error('there is nothing to pick');
    return found;
  };
  return {
    int: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    chance: (of) => fraction() < of,
    pick,
    pickOrNull,
    weighted: (items) => {
      let left = fraction() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[1];
    },
  };
}
