import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAgent } from '#shared/host/pinnedAgent.ts';
import { send } from '../../../../server/src/cli/client/transport.ts';

describe('requests over one connection', () => {
  it('leave nothing behind on it, however many there are', async () => {
    const server = createServer((_request, response) => response.end('{}'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ports = new Set<number | undefined>();
    server.on('request', ({ socket }) => ports.add(socket.remotePort));
    const url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    const agent = createAgent(url, null);
    const warnings: string[] = [];
    const warned = (warning: Error): void => void warnings.push(warning.name);
    process.on('warning', warned);
    try {
      const { signal } = new AbortController();
      for (let call = 0; call < 30; call += 1) {
        await send(agent, { method: 'GET', url, headers: {}, body: null, silenceMs: 10_000, signal });
      }
      // Warnings are told on the next turn.
      await new Promise(setImmediate);
      assert.deepEqual(warnings, []);
      assert.equal(ports.size, 1);
    } finally {
      process.off('warning', warned);
      agent.destroy();
      server.closeAllConnections();
      server.close();
    }
  });
});
