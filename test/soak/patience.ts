import type { Context } from 'mocha';

/** More than any test of the long run takes. */
const MOST_MS = 2 * 3600_000;

/** Loaded by mocha: a test at its full size may take longer than the same test in a usual run. */
export const mochaHooks = {
  beforeEach(this: Context): void {
    this.currentTest?.timeout(MOST_MS);
  },
};
