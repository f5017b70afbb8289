import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
} from 'vscode-languageserver/node';

/** A language server in a process of its own, and a client of it. */
export interface StdioServer {
  readonly connection: ProtocolConnection;
  /** What it wrote beside the protocol. */
  readonly stderr: () => string;
  /** Asks for the diagnostics of a text under an address. */
  diagnose(uri: string, text: string): Promise<Diagnostic[]>;
  /** Ends it as the protocol asks; answers its exit code. */
  leave(): Promise<number | null>;
  /** Closes its input, as the end of an editor does; answers its exit code. */
  cutOff(): Promise<number | null>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

const root = join(import.meta.dirname, '../../..');

/** How a server is started. */
export interface StdioOptions {
  /** Default: a client that pulls diagnostics. */
  readonly capabilities?: ClientCapabilities;
  /** The process that the client says it is. Default: this one. */
  readonly processId?: number;
  /** File and arguments. Default: `vmspec lsp --stdio`, from the sources. */
  readonly program?: readonly string[];
}

/** Starts a server. */
export async function startStdioServer(options: StdioOptions = {}): Promise<StdioServer> {
  const { capabilities = { textDocument: { diagnostic: {} } }, processId = process.pid } = options;
  const program = options.program ?? [join(root, 'server/src/cli/main.ts'), 'lsp', '--stdio'];
  const child = spawn(process.execPath, program, { stdio: 'pipe' });
  const written: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => written.push(chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    stderr: () => written.join(''),
    ended,
    diagnose: async (uri, text) => {
      const textDocument = { uri, languageId: 'vmspec', version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      return report.kind === 'full' ? report.items : [];
    },
    leave: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await ended;
      connection.dispose();
      return code;
    },
    cutOff: async () => {
      child.stdin.end();
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}
