import {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Interrupted } from '../failure.ts';
import { unreachable } from './unreachable.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array | null;
  /** Milliseconds without a byte after which the connection is given up. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** An answer, whatever its status. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Bytes of an answer: more than any host sends (a list of 500 VMs with all members is below 2 MiB). */
const ANSWER_BYTES = 64 * 1024 * 1024;

function readAnswer(message: IncomingMessage): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > ANSWER_BYTES) message.destroy(new Error('the answer is larger than 64 MiB'));
      chunks.push(chunk);
    });
    message.on('error', reject);
    message.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: message.statusCode ?? 0, headers: message.headers, text });
    });
  });
}

/** Sends one request and reads its answer. Throws HostUnreachable or Interrupted. */
export function send(agent: Agent, wire: WireRequest): Promise<WireAnswer> {
  if (wire.signal.aborted) return Promise.reject(new Interrupted());
  const open = wire.url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    let connected = false;
    const { method, headers, signal } = wire;
    const request = open(wire.url, { agent, method, headers, signal });
    const fail = (error: Error): void => {
      if (wire.signal.aborted) reject(new Interrupted());
      else reject(unreachable(wire.url, error, connected));
    };
    request.on('socket', (socket) => {
      // A socket taken from the pool is connected already, and a listener on it would stay for good.
      if (socket.connecting) socket.once('connect', () => (connected = true));
      else connected = true;
    });
    request.setTimeout(wire.silenceMs, () => {
      request.destroy(new Error(`no answer for ${String(Math.round(wire.silenceMs / 1000))} s`));
    });
    request.on('error', fail);
    request.on('response', (message) => {
      readAnswer(message).then(resolve, fail);
    });
    request.end(wire.body ?? undefined);
  });
}
