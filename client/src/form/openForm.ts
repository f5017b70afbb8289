import * as l10n from '@vscode/l10n';
import { commands, languages, type TextDocument, type WebviewPanel, workspace } from 'vscode';
import type { FormAction, FormFromPage, FormToPage, FormVerdict } from '#schemas/generated/types.ts';
import { FormFromPage as isFromPage } from '#schemas/generated/webview/FormFromPage.js';
import type { Disposing } from '../disposing.ts';
import type { HostLink } from '../hostLink.ts';
import type { Parts } from '../parts.ts';
import { servePage } from '../webviews/servePage.ts';
import { mistaken, type RoomRequest, watchCapacity } from './capacityWatch.ts';
import { formMemory } from './formMemory.ts';
import { formText } from './formDocument.ts';
import { hostMessage } from './hostMessage.ts';
import { createJobStrip } from './jobStrip.ts';
import { pickKeys } from './pickKeys.ts';
import { readText } from './readText.ts';
import { createSubmission } from './submission.ts';
import { followCursor, revealInText } from './textLink.ts';
import { watchVerdict } from './verdictWatch.ts';

export { followSaveAs } from './followSaveAs.ts';

/** Commands behind the buttons that are about more than this form. */
const commandOf: Readonly<Partial<Record<FormAction['action'], string>>> = {
  connect: 'vmspec.connectToHost',
  reconnect: 'vmspec.reconnect',
  practice: 'vmspec.tryPracticeHost',
  showLog: 'vmspec.showLog',
  trust: 'workbench.trust.manage',
};

/** Opens the form of a document in a panel: links page, document, language server and host until the panel is closed. */
export async function openForm(
  document: TextDocument,
  panel: WebviewPanel,
  parts: Pick<Parts, 'context' | 'output' | 'language' | 'hostLink'>,
): Promise<void> {
  const { context, output, language } = parts;
  const log = (line: string): void => output.warn(line);
  const uri = document.uri.toString();
  const memory = formMemory(context.workspaceState);
  const link = await parts.hostLink();
  const { connection, store } = link;
  const text = formText(document, log);
  const post = (message: FormToPage): void => page.post(message);
  const verdict = watchVerdict(
    document,
    language,
    () => strip.made(),
    (message) => {
      post(message);
      capacity.look();
    },
  );
  const capacity = watchCapacity({
    connection,
    request: () => requestOf(document.getText(), verdict.message()),
    show: post,
  });
  const strip = createJobStrip({
    uri,
    connection,
    memory,
    version: () => document.version,
    show: post,
    made: () => verdict.look(),
    log,
  });
  const submission = createSubmission({
    uri,
    connection,
    memory,
    show: post,
    accepted: (jobId, host) => {
      output.info(`job ${jobId}: submitted to ${host}`);
      strip.begin(jobId, host);
    },
  });
  const host = (): FormToPage => hostMessage(connection.state(), store.state(), workspace.isTrusted);
  const sendAll = (): void => {
    for (const message of [text.message(), host(), verdict.message(), capacity.message()]) post(message);
    for (const message of [submission.message(), strip.message()]) post(message);
    verdict.look();
    capacity.look();
  };
  const act = async (action: FormAction['action']): Promise<void> => {
    const command = commandOf[action];
    if (command !== undefined) await commands.executeCommand(command);
    else if (action === 'submit') await submission.submit(document.getText());
    else if (action === 'cancel') await strip.cancel();
    else if (action === 'retry') await strip.retry();
    else if (action === 'dismissJob') strip.dismiss();
    else if (action === 'dismissRefusal') submission.forget();
    else await revealInText(document, '');
  };
  const receive = (message: FormFromPage): void => {
    switch (message.type) {
      case 'ready':
        text.restart();
        sendAll();
        return;
      case 'edit':
        void text.edit(message).then(() => post(text.message()));
        return;
      case 'reveal':
        void revealInText(document, message.pointer);
        return;
      case 'action':
        act(message.action).catch((error: unknown) => submission.refuse(error));
        return;
      case 'pickKeys':
        void pickKeys().then((keys) => {
          if (keys.length > 0) post({ type: 'keys', vms: message.vms, keys });
        });
        return;
      case 'log':
    }
  };
  const page = servePage<FormFromPage, FormToPage>({
    webview: panel.webview,
    extensionUri: context.extensionUri,
    name: 'form',
    title: document.uri.path.split('/').at(-1) ?? '',
    isIncoming: isFromPage,
    receive,
    log,
  });
  const following = followHost(link, () => {
    post(host());
    strip.refresh();
    capacity.look();
  });
  const subscriptions: readonly Disposing[] = [
    page,
    capacity,
    strip,
    following,
    workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document || change.contentChanges.length === 0) return;
      if (!text.changed()) post(text.message());
      verdict.look();
      capacity.look();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((one) => one.toString() === uri)) verdict.look();
    }),
    workspace.onDidGrantWorkspaceTrust(() => post(host())),
    followCursor(document, (pointer) => {
      if (panel.visible) post({ type: 'focus', pointer });
    }),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  await language.start();
  verdict.look();
}

/** The request of a text, or why none of it is shown as coming. */
function requestOf(text: string, { problems }: FormVerdict): RoomRequest {
  if (readText(text).kind === 'broken') return { reason: mistaken() };
  const isThere = problems.some(({ code, severity }) => code === 'name_in_use' && severity === 'information');
  return isThere
    ? { reason: l10n.t('Its VMs are on the host already: they are part of what is used.') }
    : { text };
}

function followHost({ connection, store }: HostLink, changed: () => void): Disposing {
  const leaving = [connection.follow({ state: changed }), store.follow(changed)];
  return {
    dispose: () => {
      for (const leave of leaving) leave();
    },
  };
}
