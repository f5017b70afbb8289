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
    const { errors, hint, ...rest } = failure.body;
    const places = problemPlaces(file);
    const style = styleFor(shell.context.stderr);
    for (const problem of errors) {
      const place = places(problem);
      shell.warn(renderProblem({ ...problem, file: file.name, place, severity: 'error' }, style));
    }
    // How to mend what is written stands with each problem; what the host has is to be looked up.
    const next = rest.code === 'invalid_request' || hint === undefined ? {} : { hint };
    throw new HostRefusal(
      { ...rest, ...next, message: `${file.name} is refused; nothing was created.` },
      null,
    );
  }
}
