import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { atPath, baseName } from '#shared/words/paths.ts';
import type { Template } from '#schemas/generated/types.ts';
import type { HostConnection } from '../../connection/hostConnection.ts';
import type { Parts } from '../../parts.ts';
import { runSteps } from '../../steps/runSteps.ts';
import { newTemplateSteps } from '../../templates/newTemplate.ts';
import { nothingYet } from '../../templates/request.ts';
import { CommandFailure } from '../commandFailure.ts';
import { needAdmin } from '../needOperator.ts';
import { openHost } from '../openHost.ts';

/** Between two looks at a template that is being added, in ms: a copy takes minutes. */
const LOOK_MS = 1000;

/** Makes a disk of the host a template: asks for path, system and generation, and shows how it stands until it is there. */
export async function run(parts: Pick<Parts, 'hostLink'>): Promise<void> {
  const { connection, host } = await openHost(parts);
  needAdmin(host);
  const steps = newTemplateSteps((request) => connection.call('templates/add', request));
  const begun = (await runSteps(steps, nothingYet))?.begun ?? null;
  if (begun === null) return;
  const name = baseName(begun.path);
  const end = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Adding {0} to the templates of {1}', name, host.name),
      cancellable: true,
    },
    (progress, token) => {
      progress.report({ message: l10n.t('the copy takes minutes; closing this does not end it') });
      return untilThere(connection, begun, () => token.isCancellationRequested);
    },
  );
  if (end?.state === 'failed') {
    const { message = l10n.t('No reason is told.'), hint = '' } = end.error ?? {};
    throw new CommandFailure(l10n.t('{0} could not be added: {1}', name, message), hint);
  }
  if (end?.state === 'ok') void window.showInformationMessage(l10n.t('{0} is a template now.', name));
}

/** The template once it is there or failed; null when nobody waits any more or it was given up. */
async function untilThere(
  connection: HostConnection,
  begun: Template,
  left: () => boolean,
): Promise<Template | null> {
  for (let now: Template | null = begun; now !== null && !left();) {
    if (now.state !== 'adding') return now;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const { templates } = await connection.call('templates/list', {});
    now = atPath(templates, begun.path) ?? null;
  }
  return null;
}
