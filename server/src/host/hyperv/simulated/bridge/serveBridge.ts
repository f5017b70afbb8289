import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { CutOff, type Session } from '../session.ts';
import { answerQuestion } from './answerQuestion.ts';
import type { BridgeAnswer, BridgeQuestion } from './bridgeCall.ts';

/** A simulator that other processes of this computer can ask. */
export interface Bridge {
  /** What the environment variable `VMSPEC_SIMULATOR` must say: `127.0.0.1:port:token`. */
  readonly address: string;
  /** Names of the askers that wait for an answer, once for each question. */
  waiting(): readonly string[];
  close(): Promise<void>;
}

/** What a bridge serves. */
export interface BridgeOptions {
  readonly session: OpenQuestion;
  /** Told of each question before it is answered. */
  readonly onQuestion?: ((question: BridgeQuestion) => void) | undefined;
  /** A secret without a colon, so that other users of this computer cannot change the machine. */
  readonly token: string;
}

/**
 * Opens a call of a cmdlet with these parameters; `signal` aborts when the asker has gone. `asker` is what a process
 * put behind the token and a slash, so that several can be told apart; else it is empty.
 */
export type OpenQuestion = (
  parameters: BridgeQuestion['parameters'],
  signal: AbortSignal,
  asker: string,
) => Session;

/** Listens on the loopback address only: one line of JSON in, one line out, call after call. */
export async function serveBridge(options: BridgeOptions): Promise<Bridge> {
  const sockets = new Set<Socket>();
  const waiting: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    const gone = new AbortController();
    socket.on('close', () => {
      sockets.delete(socket);
      gone.abort();
    });
    serveSocket(socket, options, gone.signal, waiting).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `127.0.0.1:${String(port)}:${options.token}`,
    waiting: () => waiting,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** An answer of at least so many characters is worth being kept by the asker, one of more than the other too long. */
const KEPT_CHARS = { least: 4096, most: 2 ** 20 };
/** A longer question names many things one by one and is not asked again. */
const KEPT_QUESTION_CHARS = 4096;

/**
 * The line that answers a question. Sending a list of a thousand files or CIM instances costs far more than Windows needs
 * to answer it, so a long answer that is as it was the last time on this connection is only said to be so.
 */
function answerLine(question: string, answer: BridgeAnswer, kept: Map<string, string>): string {
  const text = JSON.stringify(answer);
  const { least, most } = KEPT_CHARS;
  if (text.length < least || text.length > most || question.length > KEPT_QUESTION_CHARS) return text;
  if (kept.get(question) === text) return '{"again":true}';
  kept.set(question, text);
  return `{"keep":true,${text.slice(1)}`;
}

async function serveSocket(
  socket: Socket,
  options: BridgeOptions,
  gone: AbortSignal,
  waiting: string[],
): Promise<void> {
  let asker: string | null = null;
  const kept = new Map<string, string>();
  for await (const line of createInterface({ input: socket })) {
    if (asker === null) {
      asker = askerIn(line, options.token);
      continue;
    }
    const question = questionIn(line);
    waiting.push(asker);
    options.onQuestion?.(question);
    try {
      const session = options.session(question.parameters, gone, asker);
      socket.write(`${answerLine(line, await answerQuestion(session, question), kept)}\n`);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      // As on a machine that hangs: no answer ever comes, and the asker must give up by itself.
      await closed(gone);
    } finally {
      waiting.splice(waiting.indexOf(asker), 1);
    }
  }
}

function askerIn(line: string, token: string): string {
  if (line === token) return '';
  if (line.startsWith(`${token}/`)) return line.slice(token.length + 1);
  throw new Error('A wrong token.');
}

async function closed(gone: AbortSignal): Promise<void> {
  if (!gone.aborted) await once(gone, 'abort');
}

function questionIn(line: string): BridgeQuestion {
  const value: unknown = JSON.parse(line);
  if (!isRecord(value) || typeof value['cmdlet'] !== 'string' || !isRecord(value['parameters'])) {
    throw new Error('Not a question.');
  }
  return { cmdlet: value['cmdlet'], parameters: value['parameters'] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
