import assert from 'node:assert/strict';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { provisioned } from '../../support/host/jobs.ts';
import { openRpc, refusedUpgrade } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('T48: secrets', () => {
  const { start } = hosts();

  it('T48: no token and no notes are in the log, in events or in errors', async () => {
    const lines: string[] = [];
    const host = await start({ logTo: { write: (line) => void lines.push(line) } });
    const secret = await makeToken(host, 'ci', 'operator');
    const notes = 'canary-of-the-notes';
    host.hyperv.faults.add({ kind: 'error', step: 'start', vm_name: 'bad-01' });
    await provisioned(host, spec(vm('bad-01', { notes }), vm('good-01', { notes })));
    const wrong = 'canary-of-a-wrong-token';
    const answers = [
      await request(host, { path: '/api/vms', token: wrong }),
      await refusedUpgrade(host, { token: wrong }),
      await request(host, { path: `/api/vms?token=${wrong}`, token: secret }),
      await request(host, { path: '/api/events?limit=1000', token: secret }),
      await request(host, { path: '/metrics' }),
      await request(host, { path: '/api/tokens' }),
    ];
    const rpc = await openRpc(host, { token: secret });
    rpc.socket.send(Buffer.from(notes), { binary: true });
    assert.equal((await rpc.closed).code, 1003);
    await host.stop();
    const log = lines.join('');
    assert.match(log, /"msg":"ready"/);
    for (const canary of [host.token, secret, notes, wrong]) assert.ok(!log.includes(canary), canary);
    for (const canary of [host.token, secret, notes, wrong])
      for (const { text } of answers) assert.ok(!text.includes(canary), text.slice(0, 300));
  });
});
