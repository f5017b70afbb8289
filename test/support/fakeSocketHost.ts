import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocketServer } from 'ws';

/** A call as a fake host gets it. */
export interface SeenCall {
  readonly id: number;
  readonly method: string;
}

/** Answers a call with text frames; none: it stays silent. */
export type Answering = (call: SeenCall) => readonly string[];

/** Something that speaks WebSocket, and says what a test wants. */
export interface FakeSocketHost {
  readonly url: URL;
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export async function startFakeSocketHost(answer: Answering): Promise<FakeSocketHost> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const calls: string[] = [];
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const call = JSON.parse(data.toString('utf8')) as SeenCall;
      calls.push(call.method);
      for (const frame of answer(call)) socket.send(frame);
    });
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${String(port)}`),
    calls,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The frame that answers a call. */
export function resultFrame({ id }: SeenCall, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

/** The frame that refuses a call. */
export function errorFrame({ id }: SeenCall, code: number, data: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: 'refused', data } });
}
