import type { Context } from 'mocha';

/** Skips the running test for a reason that the summary of `npm test` prints. */
export function skipTest(context: Context, reason: string): never {
  if (context.test !== undefined) context.test.title += ` [skipped: ${reason}]`;
  return context.skip();
}
