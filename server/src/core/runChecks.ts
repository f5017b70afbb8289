import type { ProblemCode } from '#schemas/errors.ts';
import type { Finding } from './finding.ts';

interface Runnable<C> {
  readonly codes: readonly ProblemCode[];
  run(context: C): readonly Finding[];
}

/**
 * Runs every check. One that throws does not take the others down: it becomes an error of its own, because a
 * document that could not be checked must not be accepted.
 */
export function runChecks<C>(checks: readonly Runnable<C>[], context: C): Finding[] {
  return checks.flatMap((check) => {
    try {
      return check.run(context);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The rule ${check.codes.join(', ')} could not be checked: ${reason}`;
      return [{ code: 'check_failed' as const, pointer: '', part: 'opening' as const, message }];
    }
  });
}
