import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Token, TokenList } from '#schemas/generated/types.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request, type Reachable, type TestAnswer } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { openRpc } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { untouched } from '../../support/host/untouched.ts';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

function rotate(host: Reachable, name: string, body?: unknown, token = host.token): Promise<TestAnswer> {
  return request(host, { method: 'POST', path: `/api/tokens/${name}/rotate`, body, token });
}

/** Rotates and answers the new secret. */
async function rotated(host: Reachable, name: string, body?: unknown): Promise<string> {
  const answer = await rotate(host, name, body);
  assert.equal(answer.status, 200, answer.text);
  return (answer.body as Token).secret ?? assert.fail('no secret');
}

/** What each secret gets: 200 or 401. */
async function letIn(host: Reachable, ...secrets: readonly string[]): Promise<number[]> {
  const answers = await Promise.all(secrets.map((token) => request(host, { path: '/api/vms', token })));
  return answers.map(({ status }) => status);
}

async function listed(host: Reachable): Promise<Token> {
  const { tokens } = (await request(host, { path: '/api/tokens' })).body as TokenList;
  return tokens[0] ?? assert.fail('no token');
}

describe('rotating a token', () => {
  const { start, restart } = hosts();

  it('gives it a new secret, and lets the one before in for a day beside it', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const first = await makeToken(host, 'ci', 'operator');
    const second = await rotated(host, 'ci');
    assert.deepEqual(await letIn(host, first, second), [200, 200]);
    assert.equal((await listed(host)).previous_ends_at, new Date(clock.now() + DAY_MS).toISOString());
    clock.jump(DAY_MS - 1);
    assert.deepEqual(await letIn(host, first, second), [200, 200]);
    clock.jump(1);
    assert.deepEqual(await letIn(host, first, second), [401, 200]);
    assert.equal((await listed(host)).previous_ends_at, null);
  });

  it('takes any time of grace up to 30 days, and none', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const first = await makeToken(host, 'ci', 'operator');
    const second = await rotated(host, 'ci', { grace_s: 3600 });
    clock.jump(HOUR_MS);
    assert.deepEqual(await letIn(host, first, second), [401, 200]);
    const third = await rotated(host, 'CI', { grace_s: 0 });
    assert.deepEqual(await letIn(host, first, second, third), [401, 401, 200]);
    for (const grace_s of [-1, 30 * 24 * 3600 + 1, 1.5])
      assertError(await rotate(host, 'ci', `{"grace_s":${String(grace_s)}}`), 400, 'invalid_request');
    assert.deepEqual(await letIn(host, third), [200]);
  });

  it('leaves two secrets at most: the oldest ends when it is done again', async () => {
    const host = await start();
    const first = await makeToken(host, 'ci', 'operator');
    const second = await rotated(host, 'ci');
    const third = await rotated(host, 'ci');
    assert.deepEqual(await letIn(host, first, second, third), [401, 200, 200]);
  });

  it('never makes a secret live longer: one that would have ended in the time of grace still does', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const first = await makeToken(host, 'guest', 'viewer', 1);
    clock.jump(DAY_MS - HOUR_MS);
    const second = await rotated(host, 'guest', { expires_in_s: 7 * 24 * 3600 });
    clock.jump(HOUR_MS);
    assert.deepEqual(await letIn(host, first, second), [401, 200]);
    clock.jump(7 * DAY_MS);
    assert.deepEqual(await letIn(host, first, second), [401, 401]);
  });

  it('keeps the day on which the token ends, and asks for a new one when that is over', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    await makeToken(host, 'guest', 'viewer', 1);
    const before = (await listed(host)).expires_at;
    const second = await rotated(host, 'guest');
    assert.equal((await listed(host)).expires_at, before);
    clock.jump(DAY_MS);
    assertError(await untouched(host, () => rotate(host, 'guest')), 409, 'token_expired');
    const third = await rotated(host, 'guest', { expires_in_s: 60 });
    assert.deepEqual(await letIn(host, second, third), [401, 200]);
  });

  it('keeps sockets of the secret before open until its end, and not longer', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const first = await makeToken(host, 'ci', 'operator');
    const rpc = await openRpc(host, { token: first });
    await rotated(host, 'ci', { grace_s: 3600 });
    assert.ok((await rpc.call('vms/list')).result !== undefined);
    clock.jump(HOUR_MS);
    await assert.rejects(rpc.call('vms/list'));
    assert.equal((await rpc.closed).code, 1008);
  });

  it('is revoked with every secret at once', async () => {
    const host = await start();
    const first = await makeToken(host, 'ci', 'operator');
    const second = await rotated(host, 'ci');
    await request(host, { method: 'DELETE', path: '/api/tokens/ci' });
    assert.deepEqual(await letIn(host, first, second), [401, 401]);
  });

  it('tells when each secret was last used, also after a restart', async () => {
    const clock = fakeClock();
    const first = await start({ clock });
    const old = await makeToken(first, 'ci', 'operator');
    assert.equal((await listed(first)).last_used_at, null);
    await letIn(first, old);
    const used = new Date(clock.now()).toISOString();
    assert.equal((await listed(first)).last_used_at, used);
    clock.jump(HOUR_MS);
    const fresh = await rotated(first, 'ci');
    const told = await listed(first);
    assert.deepEqual([told.last_used_at, told.previous_used_at], [null, used]);
    assert.equal(told.rotated_at, new Date(clock.now()).toISOString());
    await letIn(first, fresh);
    const second = await restart(first, { clock });
    const again = await listed(second);
    assert.deepEqual([again.last_used_at, again.previous_used_at], [told.rotated_at, used]);
    assert.deepEqual(await letIn(second, old, fresh), [200, 200]);
  });

  it('is for administrators, and for tokens that there are', async () => {
    const host = await start();
    const operator = await makeToken(host, 'ci', 'operator');
    assertError(await rotate(host, 'ci', {}, operator), 403, 'forbidden');
    assertError(await rotate(host, 'nobody'), 404, 'token_not_found');
    const local = assertError(await rotate(host, 'local'), 404, 'token_not_found');
    assert.match(local.message, /file `token` in its data directory/);
    assert.deepEqual(await letIn(host, operator, host.token), [200, 200]);
  });

  it('T48: no secret of a token, old or new, is in any file of the data directory or in the list', async () => {
    const host = await start();
    const first = await makeToken(host, 'ci', 'operator');
    const second = await rotated(host, 'ci');
    await request(host, { method: 'POST', path: `/api/tokens/${second}/rotate` });
    await request(host, { method: 'DELETE', path: `/api/tokens/${first}` });
    const list = await request(host, { path: '/api/tokens' });
    await host.stop();
    const files = readdirSync(host.directory, { recursive: true, withFileTypes: true });
    const kept = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)));
    assert.ok(kept.length > 3);
    for (const secret of [first, second])
      for (const bytes of [...kept, Buffer.from(list.text)]) assert.ok(!bytes.includes(secret));
  });
});
