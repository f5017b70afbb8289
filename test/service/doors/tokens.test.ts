import assert from 'node:assert/strict';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { member, request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { openRpc, refusedUpgrade } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';

const DAY_MS = 24 * 3600 * 1000;

describe('named tokens', () => {
  const { start, restart } = hosts();

  it('a token works at once, is listed without its secret, and is refused at once when revoked', async () => {
    const host = await start();
    const secret = await makeToken(host, 'ci', 'operator');
    assert.match(secret, /^[A-Za-z0-9_-]{43}$/);
    assert.equal((await request(host, { path: '/api/vms', token: secret })).status, 200);
    const list = await request(host, { path: '/api/tokens' });
    assert.ok(!list.text.includes(secret) && !list.text.includes('secret'));
    assert.deepEqual(member(list.body, 'tokens', 0, 'role'), 'operator');
    const revoked = await request(host, { method: 'DELETE', path: '/api/tokens/ci' });
    assert.deepEqual(revoked.body, { tokens: [] });
    assertError(await request(host, { path: '/api/vms', token: secret }), 401, 'unauthorized');
    assertError(await refusedUpgrade(host, { token: secret }), 401, 'unauthorized');
    assertError(await request(host, { method: 'DELETE', path: '/api/tokens/ci' }), 404, 'token_not_found');
  });

  it('an open socket is closed when its token is revoked, and again when one of the same name is made', async () => {
    const host = await start();
    const rpc = await openRpc(host, { token: await makeToken(host, 'ci', 'operator') });
    const other = await openRpc(host);
    await request(host, { method: 'DELETE', path: '/api/tokens/ci' });
    assert.equal((await rpc.closed).code, 1008);
    await makeToken(host, 'ci', 'operator');
    await untouched(host, () => assert.rejects(rpc.call('vms/provision', { request: spec(vm('late')) })));
    assert.ok(await other.call('vms/list', {}));
  });

  it('an open socket takes no call after the last day of its token', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const rpc = await openRpc(host, { token: await makeToken(host, 'guest', 'operator', 1) });
    clock.jump(DAY_MS);
    await untouched(host, () => assert.rejects(rpc.call('vms/provision', { request: spec(vm('late')) })));
    assert.equal((await rpc.closed).code, 1008);
  });

  it('a token survives a restart of the host', async () => {
    const first = await start();
    const secret = await makeToken(first, 'ci', 'viewer');
    const second = await restart(first);
    assert.equal((await request(second, { path: '/api/vms', token: secret })).status, 200);
    assert.equal(second.token, first.token);
  });

  it('a token ends with its last day', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const secret = await makeToken(host, 'guest', 'viewer', 1);
    clock.jump(DAY_MS - 1);
    assert.equal((await request(host, { path: '/api/vms', token: secret })).status, 200);
    clock.jump(1);
    assertError(await request(host, { path: '/api/vms', token: secret }), 401, 'unauthorized');
    assertError(await refusedUpgrade(host, { token: secret }), 401, 'unauthorized');
  });

  it("a name that is taken is refused, also the host's own", async () => {
    const host = await start();
    const secret = await makeToken(host, 'ci', 'viewer');
    for (const name of ['ci', 'CI', 'local', 'LOCAL']) {
      const body = { name, role: 'admin' };
      assertError(await request(host, { method: 'POST', path: '/api/tokens', body }), 409, 'token_exists');
    }
    assert.equal((await request(host, { path: '/api/tokens', token: secret })).status, 403);
  });

  const bad = [
    [{ role: 'viewer' }, 'missing_member', ''],
    [{ name: '', role: 'viewer' }, 'wrong_length', '/name'],
    [{ name: 'a b', role: 'viewer' }, 'bad_format', '/name'],
    [{ name: 'x', role: 'root' }, 'not_allowed', '/role'],
    [{ name: 'x', role: 'viewer', expires_in_s: 59 }, 'out_of_range', '/expires_in_s'],
    [{ name: 'x', role: 'viewer', secret: 'mine' }, 'unknown_member', '/secret'],
  ] as const;
  it('a wrong request for a token makes none', async () => {
    const host = await start();
    for (const [body, code, pointer] of bad) {
      const answer = await request(host, { method: 'POST', path: '/api/tokens', body });
      const { errors } = assertError(answer, 400, 'invalid_request');
      assert.deepEqual([errors?.[0]?.code, errors?.[0]?.pointer], [code, pointer]);
    }
    assert.deepEqual((await request(host, { path: '/api/tokens' })).body, { tokens: [] });
  });
});
