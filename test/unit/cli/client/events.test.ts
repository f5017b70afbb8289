import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { runCli } from '../../../support/runCli.ts';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: object;
}

function event(seq: number): string {
  const params = { seq, at: '2026-01-31T12:00:00Z', type: 'vm_step', vm_name: `vm-${String(seq)}` };
  return JSON.stringify({ jsonrpc: '2.0', method: 'event', params });
}

describe('vmspec events --follow', () => {
  it('shows events once and in order, and goes on after a broken connection where it was', async () => {
    const http = createServer((_request, response) => response.end('{"simulated":false}'));
    const sockets = new WebSocketServer({ server: http, path: '/api/rpc' });
    const subscriptions: object[] = [];
    const tokens: unknown[] = [];
    const answer = (socket: WebSocket, call: Call): void => {
      const subscribe = call.method === 'events/subscribe';
      const result = subscribe ? { epoch: 3, seq: 10, snapshot: false } : {};
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: call.id, result }));
      if (!subscribe) return;
      subscriptions.push(call.params);
      if (subscriptions.length === 1) {
        for (const seq of [11, 12]) socket.send(event(seq));
        socket.close(1011);
      } else {
        for (const seq of [12, 13]) socket.send(event(seq));
        socket.send('{"jsonrpc":"2.0","method":"unknown_notification","params":{}}', () => {
          socket.terminate();
        });
      }
    };
    sockets.on('connection', (socket, request) => {
      tokens.push(request.headers.authorization);
      socket.on('message', (data: Buffer) => {
        answer(socket, JSON.parse(data.toString()) as Call);
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    try {
      const { code, out } = await runCli(['events', '--follow', '--json'], {
        env: { VMSPEC_URL: `http://127.0.0.1:${String(port)}`, VMSPEC_TOKEN: 'secret' },
        // The second break of the connection is when the person has seen enough.
        onSleep: (_ms, interrupt) => {
          if (subscriptions.length === 2) interrupt();
        },
      });
      const seen = out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { seq: number }).seq);
      assert.equal(code, 130);
      assert.deepEqual(seen, [11, 12, 13]);
      assert.deepEqual(subscriptions, [{}, { after: 12, epoch: 3 }]);
      assert.deepEqual(tokens, ['Bearer secret', 'Bearer secret']);
    } finally {
      sockets.close();
      http.closeAllConnections();
      http.close();
    }
  });
});
