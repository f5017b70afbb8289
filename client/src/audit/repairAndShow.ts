import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { OpenHost } from '../commands/openHost.ts';
import type { Parts } from '../parts.ts';
import { readAudit } from './readAudit.ts';
import { renderAudit } from './renderAudit.ts';
import { repairEach, type Planned } from './repairEach.ts';
import { repairSummary } from './repairSummary.ts';

/** Has findings mended, tells what came of it, and shows what is left as a page. */
export async function repairAndShow(
  parts: Pick<Parts, 'output' | 'planView'>,
  open: OpenHost,
  planned: readonly Planned[],
): Promise<void> {
  const { connection, host } = open;
  const title = l10n.t('Mending {0}', host.name);
  const repaired = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      repairEach(connection, planned, {
        report: (done) => {
          progress.report({
            message: l10n.t('{0} of {1}', done, planned.length),
            increment: 100 / planned.length,
          });
        },
        isCancelled: () => token.isCancellationRequested,
      }),
  );
  for (const { finding, outcome, message } of repaired.actions)
    parts.output.info(`repair ${finding}: ${outcome}${message === null ? '' : ` (${message})`}`);
  const { severity, text } = repairSummary(repaired, planned.length, host.name);
  void (severity === 'information' ? window.showInformationMessage : window.showWarningMessage)(text);
  // The connection that broke in between has nothing to say of what is left.
  if (repaired.failure !== null && repaired.failure.refusal === null) return;
  const audit = await readAudit(open);
  await (await parts.planView()).showPage(l10n.t('Audit Host'), renderAudit(audit, host, repaired.actions));
}
