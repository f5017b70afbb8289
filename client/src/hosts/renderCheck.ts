import * as l10n from '@vscode/l10n';
import type { Doctor, DoctorCheck, Host } from '#schemas/generated/types.ts';
import { escapeMarkdown } from '../words/escapeMarkdown.ts';
import { verdictOf } from './checkRows.ts';

/** Marks that do not depend on colour. */
const marks: Readonly<Record<DoctorCheck['state'], string>> = {
  green: '✓',
  amber: '!',
  red: '✗',
  skipped: '–',
};

/** The result of Check Host as a Markdown page. */
export function renderCheck(doctor: Doctor, { name }: Pick<Host, 'name'>): string {
  const rows = doctor.checks.map(
    ({ state, title, message }) =>
      `| ${marks[state]} | ${escapeMarkdown(title)} | ${escapeMarkdown(message)} |`,
  );
  const fixes = doctor.checks.flatMap(({ title, fix }) =>
    fix === null ? [] : [`- **${escapeMarkdown(title)}**: ${escapeMarkdown(fix)}`],
  );
  return [
    `# ${l10n.t('Check Host: {0}', escapeMarkdown(name))}`,
    `**${verdictOf(doctor)}**`,
    ...(doctor.simulated ? [`_${l10n.t('Practice host: nothing is created.')}_`] : []),
    ...(fixes.length === 0 ? [] : [`## ${l10n.t('What to do')}`, fixes.join('\n')]),
    `## ${l10n.t('What was looked at')}`,
    ['|  |  |  |', '| --- | --- | --- |', ...rows].join('\n'),
    l10n.t('Looked at {0}.', doctor.at),
  ].join('\n\n');
}
