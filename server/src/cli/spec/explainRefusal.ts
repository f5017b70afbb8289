import { HostRefusal } from '../failure.ts';
import { renderProblem } from '../render/problems.ts';
import { styleFor } from '../render/style.ts';
import type { Shell } from '../shell.ts';
import { problemPlaces } from './placeProblems.ts';
import type { SpecFile } from './specFile.ts';

/**
 * Waits for the host's answer to a spec. When the host refuses it for what is written, every problem is told with its
 * place in the file, and the failure thrown no longer lists them.
 */
export async function explainingSpec<T>(
  answer: Promise<T>,
  file: SpecFile,
  shell: Shell,
  json = false,
): Promise<T> {
  try {
    return await answer;
  } catch (failure) {
    if (json || !(failure instanceof HostRefusal) || failure.body.errors === undefined) throw failure;
    const { errors, ...rest } = failure.body;
    const places = problemPlaces(file);
    const style = styleFor(shell.context.stderr);
    for (const problem of errors) {
      const place = places(problem);
      shell.warn(renderProblem({ ...problem, file: file.name, place, severity: 'error' }, style));
    }
    throw new HostRefusal({ ...rest, message: `${file.name} is refused.` }, null);
  }
}
