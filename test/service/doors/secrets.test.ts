import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from '../../support/goals/measured.ts';
import { member, request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { provisioned } from '../../support/host/jobs.ts';
import { openRpc, refusedUpgrade } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('T48: secrets', () => {
  const { start } = hosts();

  it('T48: no pairing code and no token of one is in the log, in events or in errors', async () => {
    const lines: string[] = [];
    const host = await start({ logTo: { write: (line) => void lines.push(line) } });
    const make = async (): Promise<string> =>
      String(member((await request(host, { method: 'POST', path: '/api/pairings' })).body, 'code'));
    const pair = (code: string, name: unknown = 'laptop'): ReturnType<typeof request> => {
      const body = { code, name, cert_sha256: null };
      return request(host, { method: 'POST', path: '/api/pair', body, token: null });
    };
    const [used, open, unsound] = [await make(), await make(), await make()];
    const paired = await pair(used);
    const token = String(member(paired.body, 'token'));
    const wrong = 'CANARY-OF-A-WRONG-CODE';
    const answers = [
      await pair(used),
      await pair(wrong),
      await pair(unsound, 5),
      await request(host, { method: 'POST', path: `/api/pair?code=${open}`, body: '{', token: null }),
      await request(host, { path: '/api/events?limit=1000' }),
      await request(host, { path: '/metrics' }),
      await request(host, { path: '/api/tokens' }),
    ];
    await host.stop();
    const log = lines.join('');
    assert.match(log, /"msg":"a pairing code was made"/);
    assert.match(log, /"name":"laptop","role":"operator","msg":"a client was paired"/);
    assert.match(log, /"msg":"a pairing code was refused"/);
    assert.match(log, /"path":"\/api\/pair","status":401/);
    const codes = [used, open, unsound, wrong].flatMap((code) => [code, code.replaceAll('-', '')]);
    for (const canary of [token, ...codes]) {
      assert.ok(!log.includes(canary), canary);
      for (const { text } of answers) assert.ok(!text.includes(canary), text.slice(0, 300));
    }
    const kept = readdirSync(host.directory, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    assert.ok(kept.length > 2);
    for (const file of kept) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const canary of [token, ...codes])
        assert.ok(!bytes.includes(canary), `${file.name} holds ${canary}`);
    }
  });

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

  it('S4: of the secrets that go through every door none is in a log, an event, an error or a file', async () => {
    const lines: string[] = [];
    const host = await start({ logTo: { write: (line) => void lines.push(line) } });
    const answers: string[] = [];
    const secrets = new Set([host.token]);
    const ask = async (asked: Parameters<typeof request>[1]): Promise<unknown> => {
      const { text, body } = await request(host, asked);
      answers.push(text);
      return body;
    };
    for (let n = 0; n < 4; n += 1) {
      const secret = await makeToken(host, `ci-${String(n)}`, 'operator');
      const rotated = await request(host, { method: 'POST', path: `/api/tokens/ci-${String(n)}/rotate` });
      const pairing = await request(host, { method: 'POST', path: '/api/pairings' });
      const code = String(member(pairing.body, 'code'));
      const pair = { code, name: 'laptop', cert_sha256: null };
      const from = `127.0.1.${String(n + 1)}`;
      const paired = await request(host, {
        method: 'POST',
        path: '/api/pair',
        body: pair,
        token: null,
        from,
      });
      assert.equal(paired.status, 200, paired.text);
      const wrong = `canary-of-a-wrong-token-${String(n)}`;
      for (const one of [secret, code, wrong, String(member(rotated.body, 'secret'))]) secrets.add(one);
      secrets.add(String(member(paired.body, 'token')));
      // Where a secret may end up by mistake: addresses, names, headers, bodies that are no JSON.
      for (const one of secrets) {
        if (!one.startsWith('canary')) await request(host, { method: 'DELETE', path: `/api/tokens/${one}` });
        if (!one.startsWith('canary'))
          await request(host, { method: 'POST', path: `/api/tokens/${one}/rotate` });
        await ask({ path: `/api/vms?token=${one}`, token: wrong, headers: { 'x-token': one } });
        await ask({ method: 'POST', path: '/api/tokens', body: `{"secret":"${one}"` });
        await ask({ method: 'POST', path: '/api/pair', body: { code: one }, token: null });
      }
    }
    for (const path of ['/api/events?limit=1000', '/metrics', '/api/tokens', '/api/activity?limit=1000'])
      await ask({ path });
    await host.stop();
    const files = readdirSync(host.directory, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const kept = files
      .filter(({ name }) => name !== 'token')
      .map((file) => ({ name: file.name, text: readFileSync(join(file.parentPath, file.name), 'latin1') }));
    kept.push({ name: 'the log', text: lines.join('') }, { name: 'an answer', text: answers.join('\n') });
    assert.ok(
      kept.some(({ name }) => name === 'activity.log') && kept.some(({ name }) => name === 'vmspec.db'),
    );
    const hits = kept.flatMap(({ name, text }) =>
      [...secrets].filter((one) => text.includes(one)).map((one) => `${name}: ${one}`),
    );
    assert.deepEqual(hits, []);
    const tried = `${String(secrets.size)} secrets in ${String(kept.length)} files, logs and answers`;
    measured({ goal: 'S4', tried, result: '0 hits', reached: true });
  });
});
