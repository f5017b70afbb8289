import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { type FakeHost, startFakeHost } from '../../../support/fakeHost.ts';
import { type CliResult, runCli } from '../../../support/runCli.ts';

const tls = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/tls/${name}`, import.meta.url), 'utf8');

describe('a pinned certificate', () => {
  const cert = tls('cert.pem');
  const fingerprint = new X509Certificate(cert).fingerprint256;
  let host: FakeHost;
  before(async () => {
    host = await startFakeHost(
      { 'GET /api/networks': () => ({ body: { networks: [] } }) },
      { cert, key: tls('key.pem') },
    );
  });
  after(() => host.close());

  function networks(env: Readonly<Record<string, string>>): Promise<CliResult> {
    return runCli(['networks', '--json'], { env: { VMSPEC_URL: host.url, VMSPEC_TOKEN: 'secret', ...env } });
  }

  it('is accepted by its fingerprint, whoever signed it and whatever name it has', async () => {
    const { code, err } = await networks({ VMSPEC_CERT_SHA256: fingerprint });
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  it('that is another one is refused before token or request are sent', async () => {
    const before = host.seen.length;
    const { code, err } = await networks({ VMSPEC_CERT_SHA256: '00'.repeat(32) });
    assert.equal(code, 4);
    assert.match(err, /not the pinned one: it has the fingerprint [0-9A-F:]{95}\. Nothing was sent/);
    assert.equal(host.seen.length, before);
  });

  it('is asked for when a certificate is signed by nobody known', async () => {
    const before = host.seen.length;
    const { code, err } = await networks({});
    assert.equal(code, 4);
    assert.match(err, /is not trusted.*\n.*--cert-sha256/);
    assert.equal(host.seen.length, before);
  });

  for (const [text, expected] of [
    ['AB:'.repeat(31) + 'AB', 'ab'.repeat(32)],
    ['sha256:' + 'ab'.repeat(32), 'ab'.repeat(32)],
    ['ab'.repeat(31), null],
    ['zz'.repeat(32), null],
  ] as const) {
    it(`fingerprint ${text.slice(0, 12)}… is ${expected === null ? 'refused' : 'understood'}`, () => {
      assert.equal(normalizeFingerprint(text), expected);
    });
  }
});
