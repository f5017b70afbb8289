import * as l10n from '@vscode/l10n';
import type { AuditAction, AuditFinding, Host } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';
import type { Question } from '../vms/questions.ts';
import { listed } from '../words/listed.ts';

/** Asks before what is safe is mended; lists what would be done. */
export function mendQuestion(
  planned: readonly AuditAction[],
  { name, simulated }: Pick<Host, 'name' | 'simulated'>,
): Question {
  return {
    text: l10n.t('Mend {0} on {1}?', count(planned.length, 'finding'), name),
    detail: [
      ...(simulated ? [l10n.t('Practice host: no real VM is touched.'), ''] : []),
      ...listed(planned, ({ what }) => what),
      '',
      l10n.t(
        'Only what the host itself proves is given back and cleared up; no file is removed that is of use.',
      ),
    ].join('\n'),
  };
}

/** Asks before files are removed for good; lists them with their sizes. */
export function removeQuestion(
  files: readonly AuditFinding[],
  { name, simulated }: Pick<Host, 'name' | 'simulated'>,
): Question {
  const all = files.reduce((sum, { size_mb }) => sum + (size_mb ?? 0), 0);
  return {
    text: l10n.t('Remove {0} ({1}) on {2} for good?', count(files.length, 'file'), gb(all), name),
    detail: [
      ...(simulated ? [l10n.t('Practice host: no real file is removed.'), ''] : []),
      ...listed(files, ({ path, size_mb }) => `${path ?? ''}: ${gb(size_mb ?? 0)}`),
      '',
      l10n.t('What is on them is lost.'),
    ].join('\n'),
  };
}
