import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { atPath, baseName } from '#shared/words/paths.ts';
import type { Template } from '#schemas/generated/types.ts';
import type { Parts } from '../../parts.ts';
import { removeQuestion } from '../../templates/questions.ts';
import { rowsOf } from '../../vms/targets.ts';
import { needAdmin } from '../needOperator.ts';
import { openHost } from '../openHost.ts';

/** Forgets a template, and deletes its file when that is chosen; one that disks depend on stays. */
export async function run(
  parts: Pick<Parts, 'hostLink'>,
  argument: unknown,
  selection?: unknown,
): Promise<void> {
  const { connection, host } = await openHost(parts);
  needAdmin(host);
  const { templates } = await connection.call('templates/list', {});
  const template = await chosenTemplate(templates, argument, selection);
  if (template === null) return;
  const { text, detail, mayDeleteFile, mayRemove } = removeQuestion(template, host);
  const keep = template.state === 'adding' ? l10n.t('Give It Up') : l10n.t('Remove, Keep File');
  const drop = l10n.t('Delete File');
  const ways = mayRemove ? [keep, ...(mayDeleteFile ? [drop] : [])] : [];
  const chosen = await window.showWarningMessage(text, { modal: true, detail }, ...ways);
  if (chosen === undefined) return;
  const { path } = template;
  await connection.call('templates/remove', { path, file: chosen === drop ? 'delete' : 'keep' });
  window.setStatusBarMessage(l10n.t('{0} is no longer a template.', baseName(path)), 5000);
}

async function chosenTemplate(
  templates: readonly Template[],
  argument: unknown,
  selection: unknown,
): Promise<Template | null> {
  const [row] = rowsOf(argument, selection);
  if (row?.subject.kind === 'template') return atPath(templates, row.subject.path) ?? null;
  const picks = templates.map((template) => ({
    label: baseName(template.path),
    detail: template.path,
    template,
  }));
  const picked = await window.showQuickPick(picks, { placeHolder: l10n.t('Which template?') });
  return picked?.template ?? null;
}
