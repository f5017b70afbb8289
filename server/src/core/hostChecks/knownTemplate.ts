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
    return `${path} is outside the host's template folders (${templateRoots.join(', ')}).${didYouMean(path, known)}`;
  }
  const hint = didYouMean(path, known);
  const list =
    hint === '' && known.length > 0
      ? ` It has ${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}.`
      : hint;
  return `The host has no template ${path}.${list}`;
}

/** True when the path lies below one of the folders. */
export function isAllowed(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => isBelow(path, root));
}
