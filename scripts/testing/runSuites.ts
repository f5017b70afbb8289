import type { Suite, SuiteResult } from './suite.ts';

/** Runs the suites, at most `width` at a time, and hands over each result when it is there; answers in their order. */
export async function runSuites(
  suites: readonly Suite[],
  width: number,
  ended: (result: SuiteResult) => void,
): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  const queue = suites.entries();
  const worker = async (): Promise<void> => {
    for (const [index, suite] of queue) {
      const result = await suite.run();
      results[index] = result;
      ended(result);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
