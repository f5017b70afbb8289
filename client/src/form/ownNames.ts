import type { FormProblem } from '#schemas/generated/types.ts';
import { nodeAt } from './pointers.ts';
import { memberOf, readText } from './readText.ts';

/**
 * Leaves out that names are in use where it is the request's own job that uses them: its VMs are being created, or are
 * there and the host has not told all of them yet. `made` has their names in lower case.
 */
export function withoutOwnNames(
  problems: readonly FormProblem[],
  text: string,
  made: ReadonlySet<string>,
): readonly FormProblem[] {
  if (made.size === 0 || !problems.some(isTaken)) return problems;
  const reading = readText(text);
  if (reading.kind === 'broken') return problems;
  const isOwn = ({ pointer }: FormProblem): boolean => {
    const name = nodeAt(reading.tree, pointer);
    const written = String(name.value).toLowerCase();
    const entry = name.parent?.parent;
    const isCopied = entry !== undefined && memberOf(entry, 'copies') !== undefined;
    return isCopied ? [...made].some((one) => one.startsWith(`${written}-`)) : made.has(written);
  };
  return problems.filter((problem) => !isTaken(problem) || !isOwn(problem));
}

function isTaken({ code, severity }: FormProblem): boolean {
  return code === 'name_in_use' && severity === 'error';
}
