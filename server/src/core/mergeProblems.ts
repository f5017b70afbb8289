import { MAX_PROBLEMS } from '#schemas/limits.ts';
import type { Problem } from './problem.ts';

/** Problems as they are told: in document order, and at most `MAX_PROBLEMS`. */
export interface ProblemList {
  readonly problems: readonly Problem[];
  /** There are more than are listed. */
  readonly truncated: boolean;
}

/**
 * One error for each value, the first given; a missing member and a resource that does not suffice count as values of
 * their own. A value without an error may have a warning of each kind. When there are too many problems, warnings give way to errors.
 */
export function mergeProblems(all: readonly Problem[]): ProblemList {
  const refused = new Set(
    all
      .filter(isError)
      .filter(isOfValue)
      .map(({ pointer }) => pointer),
  );
  const byValue = new Map<string, Problem>();
  for (const problem of all) {
    if (!isError(problem) && isOfValue(problem) && refused.has(problem.pointer)) continue;
    const key = keyOf(problem);
    if (!byValue.has(key)) byValue.set(key, problem);
  }
  const merged = [...byValue.values()].sort(inDocumentOrder);
  const truncated = merged.length > MAX_PROBLEMS;
  const told = truncated ? errorsFirst(merged).slice(0, MAX_PROBLEMS).sort(inDocumentOrder) : merged;
  return { problems: told, truncated };
}

function keyOf(problem: Problem): string {
  const { pointer, code, message, parameter } = problem;
  if (!isOfValue(problem)) return `${pointer}\u0000${message}`;
  if (!isError(problem)) return `${pointer}\u0000${code}`;
  return code === 'missing_member' ? `${pointer}\u0000${parameter}` : pointer;
}

/** Room is short for all VMs together; the value is only where it shows. */
function isOfValue({ code }: Problem): boolean {
  return code !== 'capacity_exceeded';
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** True when a problem among these refuses the document. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(isError);
}

function errorsFirst(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => Number(isError(b)) - Number(isError(a)));
}

function inDocumentOrder(a: Problem, b: Problem): number {
  return a.range.offset - b.range.offset;
}
