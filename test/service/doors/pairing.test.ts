import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paired, PairingCode } from '#schemas/generated/types.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { member, request, type Reachable, type TestAnswer } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { untouched } from '../../support/host/untouched.ts';

const folder = join(import.meta.dirname, '../../fixtures/tls');
const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
const MINUTE_MS = 60_000;

async function makeCode(host: Reachable, body: unknown = {}): Promise<PairingCode> {
  const answer = await request(host, { method: 'POST', path: '/api/pairings', body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as PairingCode;
}

/** Tries a code as a client without a token does. */
function pair(host: Reachable, code: string, more: object = {}, from?: string): Promise<TestAnswer> {
  const body = { code, name: 'laptop', cert_sha256: null, ...more };
  const asked = { method: 'POST', path: '/api/pair', body, token: null };
  return request(host, from === undefined ? asked : { ...asked, from });
}

async function paired(host: Reachable, code: string, more: object = {}): Promise<Paired> {
  const answer = await pair(host, code, more);
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Paired;
}

/** Another code of the same form. */
function wrongCode(right: string, n = 0): string {
  const letters = 'ABCDEFGH';
  const wrong = `${letters[n] ?? 'Z'}${right.slice(1)}`;
  return wrong === right ? `Z${right.slice(1)}` : wrong;
}

describe('pairing', () => {
  const { start, restart } = hosts();
  const clock = fakeClock();
  /** Lets the next second begin, so that the limit of requests is none of the test's business. */
  const nextSecond = (): Promise<void> => clock.advance(1000);
  const tokenNames = async (host: TestHost): Promise<unknown> =>
    ((member((await request(host, { path: '/api/tokens' })).body, 'tokens') ?? []) as { name: string }[]).map(
      ({ name }) => name,
    );

  it('a code is exchanged for a token with the role that was chosen, once', async () => {
    const host = await start({ clock });
    const made = await makeCode(host, { role: 'viewer' });
    assert.match(made.code, /^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    assert.equal(Date.parse(made.expires_at), clock.now() + 10 * MINUTE_MS);
    assert.deepEqual([made.role, made.url, made.cert_sha256], ['viewer', host.url, null]);
    const { token, name, role } = await paired(host, made.code);
    assert.deepEqual([name, role], ['laptop', 'viewer']);
    assert.equal((await request(host, { path: '/api/vms', token })).status, 200);
    assertError(await request(host, { path: '/api/tokens', token }), 403, 'forbidden');
    assertError(await untouched(host, () => pair(host, made.code)), 401, 'pairing_refused');
  });

  it('is for operators unless another role is chosen, and the code may be typed in any case and spacing', async () => {
    const host = await start({ clock });
    const { code, role } = await makeCode(host);
    assert.equal(role, 'operator');
    assert.equal((await paired(host, ` ${code.toLowerCase().replace('-', ' ')} `)).role, 'operator');
  });

  it('a token of a code survives a restart of the host; an open code does not', async () => {
    const first = await start({ clock });
    const { token } = await paired(first, (await makeCode(first)).code);
    const { code } = await makeCode(first);
    const second = await restart(first, { clock });
    assert.equal((await request(second, { path: '/api/vms', token })).status, 200);
    assertError(await pair(second, code), 401, 'pairing_refused');
  });

  it('a code is good for ten minutes, however the time of day is changed', async () => {
    const host = await start({ clock });
    const late = await makeCode(host);
    clock.jump(24 * 60 * MINUTE_MS);
    await paired(host, late.code);
    const { code } = await makeCode(host);
    clock.jump(-24 * 60 * MINUTE_MS);
    await clock.advance(10 * MINUTE_MS - 1);
    const other = await makeCode(host);
    await clock.advance(1);
    assertError(await pair(host, code), 401, 'pairing_refused');
    await paired(host, other.code);
  });

  it('says the same of a wrong, a used and an old code', async () => {
    const host = await start({ clock });
    const { code } = await makeCode(host);
    await paired(host, code);
    const old = await makeCode(host);
    await clock.advance(10 * MINUTE_MS);
    const answers = [await pair(host, code), await pair(host, old.code), await pair(host, wrongCode(code))];
    const told = answers.map(({ status, body }) => [status, member(body, 'message'), member(body, 'hint')]);
    assert.deepEqual(told[1], told[0]);
    assert.deepEqual(told[2], told[0]);
    assert.match(String(told[0]?.[2]), /vmspec token pair/);
  });

  it('after five wrong codes an address waits for ten minutes, also with the right one; others do not', async () => {
    const host = await start({ clock });
    const [first, second] = [await makeCode(host), await makeCode(host)];
    for (let n = 0; n < 4; n += 1)
      assertError(await untouched(host, () => pair(host, wrongCode(first.code, n))), 401, 'pairing_refused');
    await paired(host, first.code);
    await nextSecond();
    assertError(await pair(host, wrongCode(second.code)), 401, 'pairing_refused');
    const refused = await untouched(host, () => pair(host, second.code));
    assertError(refused, 429, 'rate_limited');
    assert.equal(refused.headers['retry-after'], '599');
    const late = await makeCode(host);
    assert.equal((await pair(host, second.code, {}, '127.0.0.2')).status, 200);
    assertError(await pair(host, late.code), 429, 'rate_limited');
    await clock.advance(10 * MINUTE_MS - 1000);
    await paired(host, (await makeCode(host)).code);
  });

  it('wrong codes while none is open void nothing that is made later', async () => {
    const host = await start({ clock });
    for (let n = 0; n < 7; n += 1) {
      assertError(await pair(host, `AAAA-AAA${String(n + 2)}`), 401, 'pairing_refused');
      await nextSecond();
    }
    await paired(host, (await makeCode(host)).code);
  });

  it('of two clients with one code exactly one gets in', async () => {
    const host = await start();
    const { code } = await makeCode(host);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => pair(host, code, { name })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401]);
    assert.equal(((await tokenNames(host)) as unknown[]).length, 1);
  });

  it('more than five tries of an address in a second are refused before they are looked at', async () => {
    const host = await start({ clock });
    const { code } = await makeCode(host);
    for (let n = 0; n < 5; n += 1) assertError(await pair(host, code, { name: '' }), 400, 'invalid_request');
    assertError(await untouched(host, () => pair(host, code)), 429, 'rate_limited');
    assert.equal((await pair(host, code, {}, '127.0.0.2')).status, 200);
    await nextSecond();
    await paired(host, (await makeCode(host)).code);
  });

  it('gives the token the name that the administrator chose, else that of the client, with a number where it is taken', async () => {
    const host = await start({ clock });
    await paired(host, (await makeCode(host)).code);
    assert.equal((await paired(host, (await makeCode(host)).code, { name: 'LAPTOP' })).name, 'LAPTOP-2');
    assert.equal((await paired(host, (await makeCode(host)).code, { name: 'local' })).name, 'local-2');
    assert.equal((await paired(host, (await makeCode(host, { name: 'desk' })).code)).name, 'desk');
    const long = 'x'.repeat(64);
    await nextSecond();
    assert.equal((await paired(host, (await makeCode(host)).code, { name: long })).name, long);
    assert.equal(
      (await paired(host, (await makeCode(host)).code, { name: long })).name,
      `${'x'.repeat(62)}-2`,
    );
    const taken = await request(host, { method: 'POST', path: '/api/pairings', body: { name: 'Desk' } });
    assertError(taken, 409, 'token_exists');
    assert.deepEqual(
      await tokenNames(host),
      ['desk', 'laptop', 'LAPTOP-2', 'local-2', long, `${'x'.repeat(62)}-2`].sort((a, b) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : 1,
      ),
    );
  });

  it('a token that was paired is revoked like any other', async () => {
    const host = await start({ clock });
    const { token, name } = await paired(host, (await makeCode(host)).code);
    await request(host, { method: 'DELETE', path: `/api/tokens/${name}` });
    assertError(await request(host, { path: '/api/vms', token }), 401, 'unauthorized');
  });

  it('only an administrator makes codes', async () => {
    const host = await start({ clock });
    const token = await makeToken(host, 'ci', 'operator');
    const asked = { method: 'POST', path: '/api/pairings', body: {} };
    assertError(await request(host, { ...asked, token }), 403, 'forbidden');
    assertError(await request(host, { ...asked, token: null }), 401, 'unauthorized');
    for (const body of [{ role: 'root' }, { name: 'a b' }, { code: 'AAAA-AAAA' }])
      assertError(await request(host, { ...asked, body }), 400, 'invalid_request');
  });

  it('a request that is not sound is refused, costs no try and makes no token', async () => {
    const host = await start({ clock });
    const { code } = await makeCode(host);
    const sound = { code, name: 'laptop', cert_sha256: null };
    const wrong: readonly unknown[] = [
      { ...sound, name: 'a b' },
      { ...sound, name: 5 },
      { ...sound, code: '' },
      { ...sound, code: 'A'.repeat(33) },
      { ...sound, cert_sha256: 'none' },
      { ...sound, role: 'admin' },
      { code, name: 'laptop' },
      `{"code":"${code}","code":"${code}","name":"laptop","cert_sha256":null}`,
      '',
      '[]',
    ];
    for (const body of wrong) {
      const asked = { method: 'POST', path: '/api/pair', body, token: null };
      assertError(await untouched(host, () => request(host, asked)), 400, 'invalid_request');
      await nextSecond();
    }
    const text = { method: 'POST', path: '/api/pair', body: sound, token: null };
    assertError(await request(host, { ...text, headers: { 'content-type': 'text/plain' } }), 415);
    const large = { ...sound, code: 'A'.repeat(70_000) };
    assertError(await request(host, { ...text, body: large }), 413, 'body_too_large');
    assertError(await request(host, { ...text, headers: { host: 'evil.com' } }), 403, 'host_not_allowed');
    assertError(await request(host, { ...text, headers: { origin: 'null' } }), 403, 'origin_not_allowed');
    await paired(host, code);
  });

  describe('over TLS', () => {
    const fingerprint = new X509Certificate(readFileSync(tls.cert)).fingerprint256;
    const plain = fingerprint.replaceAll(':', '').toLowerCase();

    it('tells the fingerprint with the code, and takes a client that saw the same, however it is written', async () => {
      const host = await start({ clock, config: { tls } });
      for (const cert_sha256 of [fingerprint, plain, plain.toUpperCase()]) {
        const made = await makeCode(host);
        assert.equal(made.cert_sha256, plain);
        await paired(host, made.code, { cert_sha256 });
      }
    });

    it('refuses a client that saw another certificate or none, and voids its code', async () => {
      const host = await start({ clock, config: { tls } });
      for (const cert_sha256 of ['00'.repeat(32), null]) {
        const { code } = await makeCode(host);
        const refused = await untouched(host, () => pair(host, code, { cert_sha256 }));
        assertError(refused, 403, 'fingerprint_mismatch');
        assertError(await pair(host, code, { cert_sha256: plain }), 401, 'pairing_refused');
      }
    });

    it('says of a wrong code nothing more because the fingerprint is wrong too', async () => {
      const host = await start({ clock, config: { tls } });
      const { code } = await makeCode(host);
      const refused = await pair(host, wrongCode(code), { cert_sha256: '00'.repeat(32) });
      assertError(refused, 401, 'pairing_refused');
    });
  });
});
