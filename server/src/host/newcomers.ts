import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Reads what new connections send first from one of them in each turn of the event loop. Of connections that had their
 * turn everything is read when it comes: their requests are answered in between, and are not kept waiting by hundreds of
 * others that come and ask at the same time. The server watches the time of a connection also while that waits.
 */
export function readNewcomersInTurns(server: Server, opened: 'connection' | 'secureConnection'): void {
  const waiting: (() => void)[] = [];
  const turn = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(turn);
  };
  server.on(opened, (socket: Socket) => {
    // As long as somebody listens to this, the server's own listener gets no data.
    const arrived = (): void => {
      if (waiting.push(() => socket.off('readable', arrived)) === 1) setImmediate(turn);
    };
    socket.on('readable', arrived);
  });
}
