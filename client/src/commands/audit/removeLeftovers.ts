import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { AuditFinding } from '#schemas/generated/types.ts';
import { gb } from '#shared/words/size.ts';
import { removableOnes } from '../../audit/auditWords.ts';
import { readAudit } from '../../audit/readAudit.ts';
import { repairAndShow } from '../../audit/repairAndShow.ts';
import { removeQuestion } from '../../audit/repairQuestions.ts';
import type { Parts } from '../../parts.ts';
import { rowsOf } from '../../vms/targets.ts';
import { withoutIcons } from '../../words/withoutIcons.ts';
import { needOperator } from '../needOperator.ts';
import { openHost } from '../openHost.ts';

/** Removes files that nothing uses any more, after a question that lists them: those of the rows, or those that are picked. */
export async function run(
  parts: Pick<Parts, 'hostLink' | 'planView' | 'output'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  const open = await openHost(parts);
  const { host } = open;
  needOperator(host);
  const paths = rowsOf(argument, selection).flatMap(({ subject }) =>
    subject.kind === 'keptDisk' ? [subject.path] : [],
  );
  const all = removableOnes(await readAudit(open));
  const files = paths.length === 0 ? all : all.filter(({ path }) => paths.includes(path ?? ''));
  if (files.length === 0) {
    const none =
      paths.length === 0
        ? l10n.t('There is no leftover file on {0}.', host.name)
        : l10n.t('VMSpec removes only disks that it made itself: remove this file on the host.');
    void window.showInformationMessage(none);
    return;
  }
  const chosen = paths.length === 0 ? await pick(files, host.name) : files;
  if (chosen.length === 0) return;
  const { text, detail } = removeQuestion(chosen, host);
  const yes = l10n.t('Remove');
  if ((await window.showWarningMessage(text, { modal: true, detail }, yes)) !== yes) return;
  await repairAndShow(
    parts,
    open,
    chosen.map(({ id, path }) => ({ finding: id, what: l10n.t('Remove {0}.', path ?? '') })),
  );
}

/** Disks that somebody chose to keep are offered too, but not picked already. */
async function pick(files: readonly AuditFinding[], host: string): Promise<readonly AuditFinding[]> {
  const items = files.map((file) => ({
    label: withoutIcons(file.path?.split('\\').at(-1) ?? file.id),
    description: gb(file.size_mb ?? 0),
    detail: withoutIcons(file.message),
    picked: file.kind !== 'disk_kept',
    file,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Remove Leftover Files'),
    placeHolder: l10n.t('Which files on {0} are removed for good?', host),
    canPickMany: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return (chosen ?? []).map(({ file }) => file);
}
