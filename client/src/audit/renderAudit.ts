import * as l10n from '@vscode/l10n';
import type { Audit, AuditAction, AuditFinding, Host } from '#schemas/generated/types.ts';
import { escapeMarkdown } from '../words/escapeMarkdown.ts';
import { auditVerdict, comparedWords } from './auditWords.ts';
import { changesOf } from './changesOf.ts';
import { differenceText } from './differenceText.ts';

/** Marks that do not depend on colour. */
const outcomes: Readonly<Record<AuditAction['outcome'], string>> = {
  planned: '–',
  done: '✓',
  failed: '✗',
  gone: '–',
};

/**
 * The result of Audit Host as a Markdown page, in the host's order: what is wrong first.
 * @param mended What a repair did just before.
 */
export function renderAudit(
  audit: Audit,
  { name }: Pick<Host, 'name'>,
  mended: readonly AuditAction[] = [],
): string {
  const { findings, simulated, at } = audit;
  return [
    `# ${l10n.t('Audit Host: {0}', escapeMarkdown(name))}`,
    `**${auditVerdict(audit)}**`,
    ...(simulated ? [`_${l10n.t('Practice host: nothing is created.')}_`] : []),
    ...(mended.length === 0 ? [] : [`## ${l10n.t('What was done')}`, mended.map(actionLine).join('\n')]),
    ...(findings.length === 0 ? [] : [`## ${l10n.t('What was found')}`, tableOf(findings)]),
    ...ways(findings),
    `## ${l10n.t('What was looked at')}`,
    escapeMarkdown(comparedWords(audit)),
    l10n.t('Looked at {0}.', at),
  ].join('\n\n');
}

function actionLine({ outcome, what, message }: AuditAction): string {
  const why = message === null ? '' : ` ${message}`;
  return `- ${outcomes[outcome]} ${escapeMarkdown(`${what}${why}`)}`;
}

function tableOf(findings: readonly AuditFinding[]): string {
  const rows = findings.map((finding) => {
    const { message, hint, differences } = finding;
    const found = [message, ...differences.map(differenceText)].map(escapeMarkdown).join('<br>');
    return `| ${remedyWord(finding)} | ${found} | ${escapeMarkdown(hint)} |`;
  });
  const header = `|  | ${l10n.t('Found')} | ${l10n.t('What to do')} |`;
  return [header, '| --- | --- | --- |', ...rows].join('\n');
}

/** Who mends it, in a word or two. */
function remedyWord({ kind, remedy }: AuditFinding): string {
  if (kind === 'disk_kept') return l10n.t('kept');
  switch (remedy) {
    case 'safe':
      return l10n.t('safe to mend');
    case 'on_request':
      return l10n.t('left over');
    case 'none':
      return l10n.t('look');
  }
}

/** The commands that are of use here. */
function ways(findings: readonly AuditFinding[]): string[] {
  const has = (fits: (finding: AuditFinding) => boolean): boolean => findings.some(fits);
  const lines = [
    ...(has(({ remedy }) => remedy === 'safe')
      ? [l10n.t('**VMSpec: Mend What Is Safe...** gives back and clears up what the host itself proves.')]
      : []),
    ...(has(({ remedy }) => remedy === 'on_request')
      ? [l10n.t('**VMSpec: Remove Leftover Files...** removes files for good that you choose.')]
      : []),
    ...(changesOf(findings).size > 0
      ? [l10n.t("**VMSpec: Accept the Host's Values...** records what the host has.")]
      : []),
    ...(has(({ kind }) => kind === 'vm_unexplained')
      ? [l10n.t('**VMSpec: Adopt VM...** takes a VM into the records.')]
      : []),
  ];
  return lines.length === 0 ? [] : [`## ${l10n.t('From here')}`, lines.map((line) => `- ${line}`).join('\n')];
}
