import type { RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from './ports.ts';

/** Requests that are answered at a time: one, and one that comes while the end of the answer before is on its way. */
const MOST_UNDER_WAY = 2;

interface Connection {
  underWay: number;
  /** It asked for more at once: it is closed behind the answers that are under way. */
  closing: boolean;
  /** Ends it when no request follows the last answer. */
  idle: AbortController | null;
}

/** What Node leaves open: how much one connection may ask for at once, and how long it may send what is no request. */
export interface ConnectionGuard {
  /** Hands requests on to this handler, as far as their connection may ask. */
  guarded(handler: RequestListener): RequestListener;
  /** The connection speaks another protocol from now on. */
  release(socket: Duplex): void;
}

/**
 * Guards connections. What a client sends behind two unanswered requests is dropped, and the connection is closed after the
 * answers that were begun, as HTTP allows (RFC 9112, section 9.3.2): one packet full of requests would otherwise be answered
 * as a whole before anybody else gets a turn, whether the answers are read or not. A connection of which no request comes
 * for `idleMs` after an answer is closed, also one that sends line ends, which Node takes for a sign of life.
 */
export function guardConnections(idleMs: number, clock: Clock): ConnectionGuard {
  const connections = new WeakMap<Duplex, Connection>();
  const connectionOf = (socket: Duplex): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection = { underWay: 0, closing: false, idle: null };
    connections.set(socket, connection);
    socket.once('close', () => stopIdling(connection));
    return connection;
  };
  const idle = async (socket: Duplex, connection: Connection): Promise<void> => {
    const { signal } = (connection.idle = new AbortController());
    await clock.sleep(idleMs, signal);
    if (!signal.aborted) socket.destroy();
  };
  const answered = (socket: Duplex & { destroySoon(): void }, connection: Connection): void => {
    connection.underWay -= 1;
    if (connection.underWay > 0) return;
    if (connection.closing) socket.destroySoon();
    else if (!socket.destroyed) void idle(socket, connection);
  };
  return {
    guarded: (handler) => (request, response: ServerResponse) => {
      const { socket } = request;
      const connection = connectionOf(socket);
      if (connection.closing || connection.underWay >= MOST_UNDER_WAY) {
        connection.closing = true;
        return;
      }
      connection.underWay += 1;
      stopIdling(connection);
      response.once('close', () => answered(socket, connection));
      handler(request, response);
    },
    release: (socket) => stopIdling(connections.get(socket)),
  };
}

function stopIdling(connection: Connection | undefined): void {
  connection?.idle?.abort();
}
