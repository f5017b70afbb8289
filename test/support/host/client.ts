import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { TestHost } from './testHost.ts';

/** What a client needs to know of a host. */
export type Reachable = Pick<TestHost, 'url' | 'token'>;

/** A request as a test writes it. */
export interface TestRequest {
  readonly method?: string;
  readonly path: string;
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
  /** Beside the usual ones; `undefined` takes a usual one away. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  /** Loopback address that it comes from; by default the usual one. */
  readonly from?: string;
  /** Default: the host's own admin token; null: none. */
  readonly token?: string | null;
}

/** An answer as it came. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body read as JSON; null when it is none. */
  readonly body: unknown;
}

/** Fewer connections than a host allows, however many requests a test sends at once. */
const MAX_SOCKETS = 64;
const agent = new Agent({ keepAlive: false, maxSockets: MAX_SOCKETS });
/** Whose certificate it is does not matter to most tests. */
const tlsAgent = new TlsAgent({ keepAlive: false, maxSockets: MAX_SOCKETS, rejectUnauthorized: false });

/** Sends one request and reads the whole answer. Rejects only when no answer comes. */
export function request(
  host: Reachable,
  { method = 'GET', path, body, headers, from, token = host.token }: TestRequest,
): Promise<TestAnswer> {
  const bytes = bytesOf(body);
  const usual = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(bytes === null ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
  };
  const sent: OutgoingHttpHeaders = { ...usual, ...headers };
  for (const name of Object.keys(sent)) if (sent[name] === undefined) Reflect.deleteProperty(sent, name);
  const { hostname, port, protocol } = new URL(host.url);
  const options = { hostname, port, method, path, headers: sent, localAddress: from };
  return new Promise((resolve, reject) => {
    const take = (incoming: IncomingMessage): void => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: jsonOf(text) });
      });
    };
    const outgoing =
      protocol === 'https:'
        ? tlsRequest({ ...options, agent: tlsAgent }, take)
        : httpRequest({ ...options, agent }, take);
    outgoing.on('error', reject);
    outgoing.end(bytes ?? undefined);
  });
}

/** The text as JSON, or null. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The member at this path of names and indexes, or undefined. */
export function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined,
    value,
  );
}

function bytesOf(body: unknown): Uint8Array | null {
  if (body === undefined) return null;
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
