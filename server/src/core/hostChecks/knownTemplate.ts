import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import { isBelow } from '../windowsPath.ts';
import type { HostCheck, HostCheckContext } from './hostCheck.ts';

/** The template is one of the host's, below one of its template folders. */
export const knownTemplate: HostCheck = {
  codes: ['unknown_template'],
  run(context) {
    return context.entries
      .filter((vm) => context.template(vm) === undefined)
      .map<Finding>(({ pointer, spec }) => ({
        code: 'unknown_template',
        pointer: `${pointer}/disk_template_path`,
        message: describe(spec.disk_template_path, context),
      }));
  },
};

function describe(path: string, { inventory, templateRoots }: HostCheckContext): string {
  const known = inventory.templates
    .map((template) => template.path)
    .filter((other) => isAllowed(other, templateRoots));
  if (!isAllowed(path, templateRoots)) {
    return `${JSON.stringify(path)} is outside the host's template folders (${listed(templateRoots)}).${didYouMean(path, known)}`;
  }
  const hint = didYouMean(path, known);
  const list =
    hint === '' && known.length > 0
      ? ` It has ${listed(known.slice(0, 5))}${known.length > 5 ? ', …' : ''}.`
      : hint;
  return `The host has no template ${JSON.stringify(path)}.${list}`;
}

/** Paths as they are written in a spec. */
function listed(paths: readonly string[]): string {
  return paths.map((path) => JSON.stringify(path)).join(', ');
}

/** True when the path lies below one of the folders. */
export function isAllowed(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => isBelow(path, root));
}
