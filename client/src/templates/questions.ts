import * as l10n from '@vscode/l10n';
import { baseName } from '#shared/words/paths.ts';
import type { Template } from '#schemas/generated/types.ts';
import { count } from '#shared/words/size.ts';
import type { Question } from '../vms/questions.ts';

/** The question before a template is removed. */
export interface RemoveQuestion extends Question {
  /** Whether there is a file that may go with it. */
  readonly mayDeleteFile: boolean;
  /** Disks depend on it, so that the host refuses in any case. */
  readonly mayRemove: boolean;
}

/** Asks what becomes of a template, and names the VMs that depend on it. */
export function removeQuestion(template: Template, host: { readonly name: string }): RemoveQuestion {
  const { path, children, dependents = [], state } = template;
  const name = baseName(path);
  if (state === 'adding') {
    return {
      text: l10n.t('Give up adding {0} on {1}?', name, host.name),
      detail: l10n.t('What was copied so far is removed. The disk that it is copied from stays.'),
      ...{ mayDeleteFile: false, mayRemove: true },
    };
  }
  if (children > 0) {
    return {
      text: l10n.t('{0} cannot be removed from {1}.', name, host.name),
      detail: l10n.t(
        '{0} depend on it. Delete these VMs first: {1}',
        count(children, 'VM disk'),
        dependents.length < children ? `${dependents.join(', ')}, …` : dependents.join(', '),
      ),
      ...{ mayDeleteFile: false, mayRemove: false },
    };
  }
  const there = state === 'ok' || state === 'changed';
  return {
    text: l10n.t('Remove the template {0} from {1}?', name, host.name),
    detail: [
      path,
      l10n.t('No VM depends on it.'),
      ...(there
        ? [
            l10n.t(
              'Keeping its file: it is listed as long as it lies below a template root, but not watched.',
            ),
          ]
        : []),
    ].join('\n'),
    ...{ mayDeleteFile: there, mayRemove: true },
  };
}
