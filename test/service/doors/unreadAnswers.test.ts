import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hosts } from '../../support/host/hosts.ts';
import { openRpc } from '../../support/host/socket.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('a socket whose client asks and does not read', () => {
  const { start } = hosts();

  it('is closed before the host keeps megabytes for it', async () => {
    const host = await start();
    const rpc = await openRpc(host);
    rpc.socket.pause();
    const params = { request: spec(vm('many', { copies: 400, notes: 'x'.repeat(1000) })) };
    const asked = 60;
    for (let id = 1; id <= asked; id += 1)
      rpc.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'vms/plan', params }));
    rpc.socket.resume();
    const { code } = await rpc.closed;
    assert.equal(code, 1013);
    assert.ok(rpc.frames.length < asked);
  });
});
