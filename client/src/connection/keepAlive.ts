import type { WebSocket } from 'ws';

/** Milliseconds between two looks at whether the host is still there. */
export const PING_MS = 15_000;

/** Ends a socket whose other side has fallen silent, as after a cable was pulled. Answers how to stop looking. */
export function keepAlive(socket: WebSocket, everyMs: number): () => void {
  const state = { answered: true };
  socket.on('pong', () => {
    state.answered = true;
  });
  const timer = setInterval(() => {
    if (!state.answered) {
      socket.terminate();
      return;
    }
    state.answered = false;
    socket.ping();
  }, everyMs);
  return () => clearInterval(timer);
}
