import { WebSocket } from 'ws';
import { PROTOCOL } from '#schemas/limits.ts';
import type { HostEvent, SubscribeResult } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { unreachable } from './client/unreachable.ts';
import { CliFailure } from './failure.ts';
import { exitCodes } from './exitCodes.ts';

/** Where a stream of events stands. */
export interface Position {
  /** Events after this one; null: from now on. */
  after: number | null;
  epoch: number | null;
}

/** What a stream of events brings. */
export interface EventSink {
  event(event: HostEvent): void;
  /** Older events than asked for are gone. */
  gap(): void;
}

interface Frame {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const SUBSCRIBE_ID = 2;

function open(client: Client): WebSocket {
  const { url, token } = client.target();
  const address = new URL('/api/rpc', url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new WebSocket(address, { agent: client.agent(), headers, maxPayload: 8 * 1024 * 1024 });
}

function sendOpening(socket: WebSocket, position: Position): void {
  const initialize = { client: 'vmspec', protocol: PROTOCOL };
  const { after, epoch } = position;
  const subscribe = after === null ? {} : { after, ...(epoch === null ? {} : { epoch }) };
  const calls = [
    { jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize },
    { jsonrpc: '2.0', id: SUBSCRIBE_ID, method: 'events/subscribe', params: subscribe },
  ];
  for (const call of calls) socket.send(JSON.stringify(call));
}

function take(frame: Frame, position: Position, sink: EventSink): void {
  if (frame.error !== undefined) throw new CliFailure(exitCodes.notReachable, frame.error.message);
  if (frame.id === SUBSCRIBE_ID) {
    const { epoch, seq, snapshot } = frame.result as SubscribeResult;
    if (snapshot && position.after !== null) sink.gap();
    position.epoch = epoch;
    if (snapshot || position.after === null) position.after = seq;
  } else if (frame.method === 'event') {
    const event = frame.params as HostEvent;
    // Delivery is at least once.
    if (position.after !== null && event.seq <= position.after) return;
    position.after = event.seq;
    sink.event(event);
  }
}

/**
 * Delivers events until the connection ends, and keeps `position`, so that the next call goes on where this one ended.
 * Throws HostUnreachable when the connection breaks, CliFailure when the host refuses.
 */
export function streamEvents(
  client: Client,
  position: Position,
  sink: EventSink,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = open(client);
    const fail = (error: unknown): void => {
      socket.terminate();
      if (signal.aborted) resolve();
      else
        reject(error instanceof CliFailure ? error : unreachable(client.target().url, error as Error, false));
    };
    const stop = (): void => {
      socket.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.on('open', () => {
      sendOpening(socket, position);
    });
    socket.on('message', (data: Buffer) => {
      try {
        take(JSON.parse(data.toString('utf8')) as Frame, position, sink);
      } catch (error) {
        fail(error);
      }
    });
    socket.on('error', fail);
    socket.on('close', () => {
      signal.removeEventListener('abort', stop);
      fail(new Error('the connection was closed'));
    });
  });
}
