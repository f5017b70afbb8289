import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type DocumentDiagnosticReport,
  type Position,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A language server in a process of its own, with one document open in it. */
export interface LanguageServer {
  /** Milliseconds from the start of the process to the first diagnostics of the document. */
  readonly startMs: number;
  readonly text: string;
  /** Types over a stretch of the document. */
  edit(offset: number, length: number, text: string): void;
  /** Asks for diagnostics; answers how many there are. */
  diagnose(): Promise<number>;
  ask<T>(method: string, offset: number): Promise<T>;
  notify(method: string, params: unknown): void;
  /** Memory that the process holds, in MB; Linux only. */
  residentMb(): number;
  stop(): Promise<void>;
}

const uri = 'file:///bench/bench.vmspec.json';
const capabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
  },
};

/** Starts a program as a language server on standard input and output and opens a document. */
export async function startLanguageServer(
  args: readonly string[],
  first: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<LanguageServer> {
  const started = performance.now();
  const child = spawn(process.execPath, [...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...variables },
  });
  const exited = once(child, 'exit');
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const state = { document: TextDocument.create(uri, 'vmspec', 1, first) };
  const notify = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  const request = <T>(method: string, position?: Position): Promise<T> =>
    connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      ...(position && { position }),
    });
  const diagnose = async (): Promise<number> => {
    const report = await request<DocumentDiagnosticReport>('diagnostic');
    if (report.kind !== 'full') throw new Error('the server answers no diagnostics');
    return report.items.length;
  };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'vmspec', version: 1, text: first } });
  if ((await diagnose()) !== 0) throw new Error('the document is not valid');
  return {
    startMs: performance.now() - started,
    get text() {
      return state.document.getText();
    },
    edit: (offset, length, text) => {
      const { document } = state;
      const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
      const version = document.version + 1;
      state.document = TextDocument.update(document, [{ range, text }], version);
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
    },
    diagnose,
    ask: (method, offset) => request(method, state.document.positionAt(offset)),
    notify,
    residentMb: () => {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      notify('exit', undefined);
      await exited;
      connection.dispose();
    },
  };
}
