import { connect, type Socket } from 'node:net';
import type { Reachable } from './client.ts';
import { head } from './raw.ts';

/** Connections that are held open by clients who mean no good. */
export interface SlowSockets {
  /** Milliseconds for which each was open, in the order in which the host closed them; it grows. */
  readonly openFor: readonly number[];
  /** What the host said before it closed them, by status; 0: nothing. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Resolves when the host has closed all of them. */
  readonly allClosed: Promise<unknown>;
  end(): void;
}

/** Time between two bytes of a client that drips, in ms: short enough never to look idle. */
const DRIP_MS = 300;

/** Opens so many at once: a third each drips its headers, drips its body, and asks for answers that it does not read. */
export function openSlowSockets(host: Reachable, count: number): SlowSockets {
  const openFor: number[] = [];
  const statuses = new Map<number, number>();
  const kinds = [dripHeaders, dripBody, askAndDoNotRead];
  const sockets = Array.from({ length: count }, (_unused, index) => {
    const kind = kinds[index % kinds.length] ?? dripHeaders;
    return openSlowSocket(host, kind, (ms, status) => {
      openFor.push(ms);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  });
  return {
    openFor,
    statuses,
    allClosed: Promise.all(sockets.map(({ closed }) => closed)),
    end: () => {
      for (const { socket } of sockets) socket.destroy();
    },
  };
}

/** Begins, and answers the timer by which it goes on. */
type Kind = (socket: Socket, host: Reachable) => NodeJS.Timeout;

function openSlowSocket(
  host: Reachable,
  kind: Kind,
  tell: (ms: number, status: number) => void,
): { readonly socket: Socket; readonly closed: Promise<unknown> } {
  const { hostname, port } = new URL(host.url);
  const socket = connect({ host: hostname, port: Number(port) });
  const opened = performance.now();
  const state = { status: 0 };
  socket.on('error', () => undefined);
  const timer = kind(socket, host);
  if (kind !== askAndDoNotRead) {
    socket.once('data', (chunk) => {
      state.status = Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1'))?.[1] ?? 0);
    });
  }
  const closed = new Promise<unknown>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      tell(performance.now() - opened, state.status);
      resolve(undefined);
    });
  });
  return { socket, closed };
}

function dripHeaders(socket: Socket): NodeJS.Timeout {
  socket.write('GET /api/vms HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  return setInterval(() => socket.write('a'), DRIP_MS);
}

function dripBody(socket: Socket, { token }: Reachable): NodeJS.Timeout {
  const lines = [
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Content-Length: 60000',
  ];
  socket.write(head('POST /api/vms/provision HTTP/1.1', ...lines));
  return setInterval(() => socket.write(' '), DRIP_MS);
}

/** More than a system keeps for a connection. */
const UNREAD_REQUESTS = 20;

function askAndDoNotRead(socket: Socket, { token }: Reachable): NodeJS.Timeout {
  const one = head('GET /api/openapi.json HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${token}`);
  socket.write(one.repeat(UNREAD_REQUESTS));
  socket.pause();
  // Who does not read learns of the end only by writing: the beginning of a request that goes on for ever.
  return setInterval(() => socket.write('G'), DRIP_MS);
}
