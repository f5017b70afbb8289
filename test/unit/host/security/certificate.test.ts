import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type ConnectionOptions, type Server } from 'node:tls';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { makeCertificate, type Certificate } from '../../../../server/src/host/security/certificate.ts';
import { startFakeHost } from '../../../support/fakeHost.ts';
import { runCli } from '../../../support/runCli.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A certificate tells whole seconds. */
const NOW = Math.floor(Date.now() / 1000) * 1000;

describe('the certificate of a host', () => {
  const request = { names: ['hv01', 'hv01.example.net'], addresses: ['192.0.2.7', '127.0.0.1', 'fd00::7'] };
  const made: { certificate: Certificate | null } = { certificate: null };
  const pair = (): Certificate => made.certificate ?? assert.fail('made before');
  const x509 = (): X509Certificate => new X509Certificate(pair().cert);
  before(async () => {
    made.certificate = await makeCertificate({ ...request, now: NOW });
  });

  it('names the host by every name and address', () => {
    for (const name of request.names) assert.equal(x509().checkHost(name), name);
    for (const address of request.addresses) assert.equal(x509().checkIP(address), address);
    assert.equal(x509().checkHost('hv02'), undefined);
    assert.equal(x509().checkIP('192.0.2.8'), undefined);
  });

  it('is signed by its own P-256 key and is no authority', () => {
    const key = createPrivateKey(pair().key);
    assert.equal(key.asymmetricKeyDetails?.namedCurve, 'prime256v1');
    assert.ok(x509().checkPrivateKey(key));
    assert.ok(x509().verify(x509().publicKey));
    assert.equal(x509().ca, false);
    assert.deepEqual(x509().keyUsage, ['1.3.6.1.5.5.7.3.1'], 'for servers only');
  });

  it('tells its fingerprint in the form in which clients compare it', () => {
    assert.equal(pair().sha256, normalizeFingerprint(x509().fingerprint256));
  });

  it('is good from a day before, for ten years or for the days asked for', async () => {
    assert.equal(Date.parse(x509().validFrom), NOW - DAY_MS);
    assert.equal(Date.parse(x509().validTo), NOW + 3650 * DAY_MS);
    const short = new X509Certificate((await makeCertificate({ ...request, now: NOW, days: 2 })).cert);
    assert.equal(Date.parse(short.validTo), NOW + 2 * DAY_MS);
  });

  it('has a serial number and a key of its own each time', async () => {
    const other = await makeCertificate({ ...request, now: NOW });
    const { serialNumber } = new X509Certificate(other.cert);
    assert.match(serialNumber, /^[4-7][0-9A-F]{31}$/);
    assert.notEqual(serialNumber, x509().serialNumber);
    assert.notEqual(other.key, pair().key);
    assert.notEqual(other.sha256, pair().sha256);
  });

  const wrong = [
    { names: [], addresses: [] },
    { names: ['a b'], addresses: [] },
    { names: ['192.0.2.7'], addresses: [] },
    { names: ['hv01:4417'], addresses: [] },
    { names: ['hv01\nevil'], addresses: [] },
    { names: [], addresses: ['hv01'] },
    { names: [], addresses: ['192.0.2.256'] },
  ];
  for (const { names, addresses } of wrong) {
    it(`is not made for ${JSON.stringify({ names, addresses })}`, async () => {
      await assert.rejects(makeCertificate({ names, addresses, now: NOW }), TypeError);
    });
  }

  describe('of a server', () => {
    const running: { server: Server | null } = { server: null };
    const port = (): number => (running.server?.address() as AddressInfo).port;
    before(async () => {
      const { cert, key } = pair();
      const server = createServer({ cert, key, minVersion: 'TLSv1.2' }, (socket) => socket.end('hello'));
      running.server = server;
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    after(() => running.server?.close());

    const greeting = async (options: ConnectionOptions): Promise<string> => {
      const socket = connect({ host: '127.0.0.1', port: port(), ...options });
      socket.setEncoding('utf8');
      const [text] = (await once(socket, 'data')) as [string];
      return text;
    };

    it('is accepted by a client that trusts it, by name and by address, in TLS 1.2 and 1.3', async () => {
      const ca = pair().cert;
      for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
        assert.equal(await greeting({ ca, maxVersion }), 'hello');
        assert.equal(await greeting({ ca, maxVersion, servername: 'hv01' }), 'hello');
      }
    });

    it('is refused by a client that does not know it, or looks for another name', async () => {
      await assert.rejects(greeting({}), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      await assert.rejects(greeting({ ca: pair().cert, servername: 'hv02' }), {
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      });
    });
  });

  it('is accepted by the command line that pins it, and no other is', async () => {
    const host = await startFakeHost({ 'GET /api/networks': () => ({ body: { networks: [] } }) }, pair());
    try {
      const env = { VMSPEC_URL: host.url, VMSPEC_TOKEN: 'secret' };
      const run = (pin: string) =>
        runCli(['networks', '--json'], { env: { ...env, VMSPEC_CERT_SHA256: pin } });
      assert.equal((await run(pair().sha256)).code, 0);
      assert.equal((await run('00'.repeat(32))).code, 4);
    } finally {
      await host.close();
    }
  });
});
