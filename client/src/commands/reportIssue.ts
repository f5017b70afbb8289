import { commands, env, version } from 'vscode';
import { issueText } from '../issue/issueText.ts';
import type { Parts } from '../parts.ts';

/** Opens the editor's own form for reports, with versions, the host's driver and the codes of the last failures. */
export async function run({
  hostLink,
  failures,
  client,
  extensionId,
}: Pick<Parts, 'hostLink' | 'failures' | 'client' | 'extensionId'>): Promise<void> {
  const state = (await hostLink()).connection.state();
  const data = issueText({
    extension: client,
    editor: `${env.appName} ${version}`,
    platform: `${process.platform} ${process.arch}${env.remoteName === undefined ? '' : `, ${env.remoteName}`}`,
    host: state.kind === 'open' ? state.host : null,
    failures: failures.list(),
  });
  await commands.executeCommand('workbench.action.openIssueReporter', { extensionId, data });
}
