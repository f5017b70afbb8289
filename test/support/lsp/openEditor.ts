import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { HOST_FACTS } from '#schemas/lsp/notifications.ts';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import { openConnection } from '../../../server/src/lsp/openConnection.ts';
import { startServer } from '../../../server/src/lsp/server.ts';
import { testClock, type TestClock } from './testClock.ts';

/** An editor, as a test drives it, and a server of its own in this process. */
export interface Editor {
  /** For what has no method here. */
  readonly connection: ProtocolConnection;
  readonly clock: TestClock;
  readonly initialized: InitializeResult;
  /** Opens a document and answers its address. */
  open(text: string, uri?: string): string;
  edit(uri: string, version: number, ...changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Asks for the diagnostics of a document. */
  pull(uri: string): Promise<Diagnostic[]>;
  /** The next diagnostics that are sent of their own accord. */
  pushed(): Promise<PublishDiagnosticsParams>;
  tellHost(facts: HostFactsParams | null): void;
  /** Ends the server; answers its exit code. */
  leave(): Promise<number>;
}

export interface EditorOptions {
  /** Default: a client that pulls diagnostics. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
}

/** What a client that can do much says of itself. */
const modern: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** Opens an editor with a server of its own. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const clock = testClock();
  const exited = Promise.withResolvers<number>();
  const lifecycle = { started: () => undefined, exit: exited.resolve };
  startServer(
    openConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), lifecycle),
    {
      clock,
      documentation: 'https://vmspec.test/errors',
    },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const pushes: PublishDiagnosticsParams[] = [];
  const readers: ((params: PublishDiagnosticsParams) => void)[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    const reader = readers.shift();
    if (reader === undefined) pushes.push(params);
    else reader(params);
  });
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? modern,
    initializationOptions: options.initializationOptions,
  });
  const send = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  send('initialized', {});
  return {
    connection,
    clock,
    initialized,
    open: (text, uri = 'file:///specs/lab.vmspec.json') => {
      send('textDocument/didOpen', { textDocument: { uri, languageId: 'vmspec', version: 1, text } });
      return uri;
    },
    edit: (uri, version, ...contentChanges) =>
      send('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => send('textDocument/didClose', { textDocument: { uri } }),
    pull: async (uri) => {
      const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.kind === 'full' ? report.items : [];
    },
    pushed: () => {
      const waiting = pushes.shift();
      return waiting === undefined
        ? new Promise((resolve) => readers.push(resolve))
        : Promise.resolve(waiting);
    },
    tellHost: (facts) => send(HOST_FACTS, facts),
    leave: async () => {
      await connection.sendRequest('shutdown');
      send('exit', undefined);
      const code = await exited.promise;
      connection.dispose();
      return code;
    },
  };
}
