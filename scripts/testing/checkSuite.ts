import { runProgram } from './runProgram.ts';
import type { Suite } from './suite.ts';

/** A check that is one program, which passes or fails as a whole: it counts as one test. */
export function checkSuite(root: string, name: string, argv: readonly string[]): Suite {
  return {
    name,
    run: async () => {
      const { code, output, seconds } = await runProgram(root, argv);
      const failed = code === 0 ? 0 : 1;
      return { suite: name, passed: 1 - failed, failed, skipped: [], seconds, output: failed ? output : '' };
    },
  };
}
