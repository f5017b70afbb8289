import type { Problem } from '#core/problem.ts';
import type { Fix, FixContext } from './fix.ts';
import { fixers } from './fixers.ts';

/** A fix and the problem that it mends. */
export interface OfferedFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** Every fix of these problems, in their order; those that would change nothing are left out. */
export function offeredFixes(problems: readonly Problem[], context: FixContext): OfferedFix[] {
  return problems.flatMap((problem) =>
    (fixers[problem.code]?.(problem, context) ?? [])
      .filter(({ changes }) => changes.length > 0)
      .map((fix) => ({ problem, fix })),
  );
}
