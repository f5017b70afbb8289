import type { Suite, SuiteResult } from './suite.ts';

/**
 * Runs the suites, at most `width` at a time, then those that are to be alone; hands over each result when it is there, and
 * answers in their order.
 */
export async function runSuites(
  suites: readonly Suite[],
  width: number,
  ended: (result: SuiteResult) => void,
): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  const work = async (queue: Iterable<[number, Suite]>): Promise<void> => {
    for (const [index, suite] of queue) {
      const result = await suite.run();
      results[index] = result;
      ended(result);
    }
  };
  const all = [...suites.entries()];
  const together = all.filter(([, { alone }]) => alone !== true).values();
  await Promise.all(Array.from({ length: width }, () => work(together)));
  await work(all.filter(([, { alone }]) => alone === true));
  return results;
}
