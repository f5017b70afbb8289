import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Reachable } from './client.ts';

/** A socket that hears of all events and keeps none, for runs in which there are millions. */
export interface EventCount {
  /** How many came so far. */
  readonly count: () => number;
  /** Whether each came in its place, without a gap. */
  readonly inOrder: () => boolean;
  readonly newest: () => number;
  close(): void;
}

export async function countEvents({ url, token }: Reachable): Promise<EventCount> {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/rpc`, { headers });
  const state = { count: 0, seq: 0, inOrder: true };
  await once(socket, 'open');
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'events/subscribe', params: {} }));
  await once(socket, 'message');
  socket.on('message', (data: Buffer) => {
    const { method, params } = JSON.parse(data.toString('utf8')) as Notification;
    if (method !== 'event') return;
    if (state.seq !== 0 && params.seq !== state.seq + 1) state.inOrder = false;
    state.seq = params.seq;
    state.count += 1;
  });
  return {
    count: () => state.count,
    inOrder: () => state.inOrder,
    newest: () => state.seq,
    close: () => socket.terminate(),
  };
}

interface Notification {
  readonly method?: string;
  readonly params: { readonly seq: number };
}
