import { WebSocket } from 'ws';
import type { HostEvent, SnapshotPage } from '#schemas/generated/types.ts';
import { jsonOf, member, type Reachable, type TestAnswer } from './client.ts';

/** Result or error of one call. */
export interface RpcAnswer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data: unknown };
}

/** How a socket was closed. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** An open socket to a host. */
export interface Rpc {
  readonly socket: WebSocket;
  /** Every frame that came, in order, read as JSON. */
  readonly frames: readonly unknown[];
  /** Parameters of the `event` notifications so far. */
  readonly events: readonly HostEvent[];
  /** Parameters of the `snapshot_page` notifications so far. */
  readonly pages: readonly SnapshotPage[];
  readonly closed: Promise<Closed>;
  /** Sends a request and answers what comes back under its id. Rejects when the socket closes first. */
  call(method: string, params?: unknown): Promise<RpcAnswer>;
  /** Sends a text or binary frame as it is and answers the next frame that is no notification. */
  raw(data: string | Uint8Array): Promise<RpcAnswer>;
  /** Resolves as soon as the condition holds; looks after every frame. Rejects when the socket closes first. */
  until(holds: () => boolean): Promise<void>;
  close(): Promise<Closed>;
}

export interface UpgradeOptions {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the host's own admin token; null: none. */
  readonly token?: string | null;
}

/** Opens the socket. Rejects when the upgrade is refused. */
export async function openRpc(host: Reachable, options: UpgradeOptions = {}): Promise<Rpc> {
  const socket = connect(host, options);
  const rpc = listen(socket);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return rpc;
}

/** Asks for an upgrade that the host must refuse, and answers the refusal. Rejects when the upgrade completes. */
export function refusedUpgrade(host: Reachable, options: UpgradeOptions = {}): Promise<TestAnswer> {
  const socket = connect(host, options);
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate();
      reject(new Error('the upgrade completed'));
    });
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, incoming) => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: jsonOf(text) });
      });
    });
  });
}

function connect(
  host: Reachable,
  { path = '/api/rpc', headers = {}, token = host.token }: UpgradeOptions,
): WebSocket {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return new WebSocket(`${host.url.replace(/^http/, 'ws')}${path}`, {
    headers: { ...authorization, ...headers },
    perMessageDeflate: false,
  });
}

interface Waiter {
  readonly look: () => boolean;
  readonly fail: (error: Error) => void;
}

function listen(socket: WebSocket): Rpc {
  const frames: unknown[] = [];
  const events: HostEvent[] = [];
  const pages: SnapshotPage[] = [];
  const answers: RpcAnswer[] = [];
  const waiters = new Set<Waiter>();
  const state: { nextId: number; closed: Closed | null } = { nextId: 1, closed: null };
  const closed = new Promise<Closed>((resolve) => {
    socket.once('close', (code, reason) => {
      state.closed = { code, reason: reason.toString('utf8') };
      resolve(state.closed);
      for (const { fail } of waiters) fail(closedError(state.closed));
      waiters.clear();
    });
  });
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const frame = jsonOf(data.toString('utf8'));
    frames.push(frame);
    const method = member(frame, 'method');
    const params = member(frame, 'params');
    if (method === 'event') events.push(params as HostEvent);
    else if (method === 'snapshot_page') pages.push(params as SnapshotPage);
    else answers.push(frame as RpcAnswer);
    for (const waiter of [...waiters]) if (waiter.look()) waiters.delete(waiter);
  });

  const wait = <T>(find: () => T | undefined): Promise<T> => {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    if (state.closed !== null) return Promise.reject(closedError(state.closed));
    return new Promise((resolve, fail) => {
      const look = (): boolean => {
        const late = find();
        if (late !== undefined) resolve(late);
        return late !== undefined;
      };
      waiters.add({ look, fail });
    });
  };

  return {
    socket,
    frames,
    events,
    pages,
    closed,
    call: (method, params) => {
      const id = state.nextId++;
      const before = answers.length;
      socket.send(
        JSON.stringify({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) }),
      );
      return wait(() => answers.slice(before).find((answer) => answer.id === id));
    },
    raw: (data) => {
      const before = answers.length;
      socket.send(data);
      return wait(() => answers[before]);
    },
    until: async (holds) => {
      await wait(() => (holds() ? true : undefined));
    },
    close: () => {
      socket.close();
      return closed;
    },
  };
}

function closedError({ code, reason }: Closed): Error {
  return new Error(`the socket was closed: ${String(code)} ${reason}`);
}
