import { DocumentLink, Uri, workspace } from 'vscode';
import {
  CodeLensRequest,
  InlayHintRequest,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { SERVER_ENVIRONMENT, SERVER_HEAP } from '#schemas/lsp/serverHeap.ts';
import { HOST_FACTS } from '#schemas/lsp/notifications.ts';
import { PROBLEMS } from '#schemas/lsp/requests.ts';
import { TEMPLATE_SCHEME } from '#schemas/lsp/templateUri.ts';
import type { HostFactsParams, ProblemsAnswer } from '#schemas/generated/types.ts';
import { SECTION, settingKeys } from '../settings/settings.ts';
import type { LanguageServer, LanguageServerOptions } from './languageServer.ts';
import { specSelector } from './selector.ts';

/** Milliseconds that a server gets to end in order. */
const STOP_MS = 2000;

/** Starts the language server in a process of its own, which is started again when it crashes. Rejects when it cannot. */
export async function startClient(options: LanguageServerOptions): Promise<LanguageServer> {
  const enabled = (key: string): boolean => workspace.getConfiguration(SECTION).get(key) !== false;
  const client = new LanguageClient(
    SECTION,
    'VMSpec Language Server',
    {
      module: options.module,
      transport: TransportKind.stdio,
      options: { env: serverEnvironment(), execArgv: [...SERVER_HEAP] },
    },
    {
      documentSelector: [...specSelector],
      outputChannel: options.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        provideCodeLenses: (document, token, next) =>
          enabled(settingKeys.codeLens) ? next(document, token) : [],
        provideDocumentLinks: async (document, token, next) => (await next(document, token))?.map(inTree),
        provideInlayHints: (document, range, token, next) =>
          enabled(settingKeys.inlayHints) ? next(document, range, token) : [],
      },
    },
  );
  client.onDidChangeState(({ newState }) => {
    options.onState(
      newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped',
    );
  });
  const changes = workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${SECTION}.${settingKeys.codeLens}`)) askForLensesAnew(client);
    if (change.affectsConfiguration(`${SECTION}.${settingKeys.inlayHints}`)) askForHintsAnew(client);
  });
  await client.start();
  return {
    sendHostFacts: (facts: HostFactsParams | null) => client.sendNotification(HOST_FACTS, facts),
    problems: (uri) => client.sendRequest<ProblemsAnswer>(PROBLEMS, { uri }),
    stop: async () => {
      changes.dispose();
      // One that hangs is killed by the client when its time is over; there is nothing more to do about it.
      await client.dispose(STOP_MS).catch(() => undefined);
    },
  };
}

/** A link to a template of the host shows it in the tree: its address is no file. */
function inTree(link: DocumentLink): DocumentLink {
  if (link.target?.scheme !== TEMPLATE_SCHEME) return link;
  const target = encodeURIComponent(JSON.stringify([link.target.toString()]));
  const inTheTree = new DocumentLink(link.range, Uri.parse(`command:vmspec.revealTemplate?${target}`));
  if (link.tooltip !== undefined) inTheTree.tooltip = link.tooltip;
  return inTheTree;
}

/** The editor's own program runs as Node where it is asked to, as on a desktop. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...SERVER_ENVIRONMENT, ELECTRON_RUN_AS_NODE: '1' };
}

function askForLensesAnew(client: LanguageClient): void {
  const feature = client.getFeature(CodeLensRequest.method);
  for (const document of workspace.textDocuments) {
    feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  }
}

function askForHintsAnew(client: LanguageClient): void {
  const feature = client.getFeature(InlayHintRequest.method);
  for (const document of workspace.textDocuments) {
    feature.getProvider(document)?.onDidChangeInlayHints.fire();
  }
}
