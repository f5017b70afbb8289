import { inSoak } from '../goals/scale.ts';

/** Takes the seed of a failure that is to be played again. */
const SEED_VARIABLE = 'VMSPEC_FUZZ_SEED';

/** Seed of a random test: the given one in a usual run, so that it stays as it is; another one in every long run. */
export function fuzzSeed(usual: number): number {
  const asked = process.env[SEED_VARIABLE];
  if (asked !== undefined) return Number(asked);
  return inSoak ? Date.now() % 2 ** 31 : usual;
}

/** Does random work, and says with a failure how to meet it again. */
export async function withSeed<T>(seed: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n\nAgain with ${SEED_VARIABLE}=${String(seed)}`, { cause: error });
  }
}
