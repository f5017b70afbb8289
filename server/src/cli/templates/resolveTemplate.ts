import { nearest } from '#core/nearest.ts';
import { baseName, fileName } from '#core/templates/templateNames.ts';
import type { Template } from '#schemas/generated/types.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';

/** The template that a person names: by path, or by file name with or without extension. Throws CliFailure. */
export function resolveTemplate(templates: readonly Template[], wanted: string): Template {
  const text = wanted.toLowerCase();
  const found = templates.filter(({ path }) =>
    [path, fileName(path), baseName(path)].some((name) => name.toLowerCase() === text),
  );
  const exact = found.find(({ path }) => path.toLowerCase() === text);
  const [only] = exact === undefined ? found : [exact];
  if (only !== undefined && (exact !== undefined || found.length === 1)) return only;
  if (found.length > 1) {
    const paths = found.map(({ path }) => path).join(', ');
    const message = `The host has ${found.length} templates named "${wanted}".`;
    throw new CliFailure(exitCodes.conflict, message, `Name the one you mean by its path: ${paths}`);
  }
  const near = nearest(
    wanted,
    templates.flatMap(({ path }) => [path, baseName(path)]),
  );
  const list = 'List them with: vmspec templates';
  throw new CliFailure(
    exitCodes.conflict,
    `There is no template "${wanted}" on the host.`,
    near === null ? list : `Did you mean "${near}"? ${list}`,
    'template_not_found',
  );
}
