import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { readConfig, settingsOf } from '../../../server/src/host/config.ts';
import type { HostFile } from '#schemas/generated/types.ts';
import { readTls } from '../../../server/src/host/security/tlsFiles.ts';
import { serve } from '../../../server/src/host/serve.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { makeCertificate } from '../../../server/src/host/security/certificate.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';

const folder = join(import.meta.dirname, '../../fixtures/tls');
const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };

describe('who can reach the host', () => {
  const { start } = hosts();

  const refused = [
    { title: 'nothing more', config: {} },
    { title: 'a certificate alone', config: { tls } },
    { title: 'allow_remote alone', config: { allow_remote: true } },
  ];
  for (const bind of ['0.0.0.0', '::', '192.0.2.1', 'lab-host']) {
    for (const { title, config } of refused) {
      it(`S6: listening on ${bind} with ${title} is refused`, () => {
        for (const reading of [settingsOf(config, bind), settingsOf({ ...config, bind }, null)]) {
          assert.ok(!reading.ok);
          assert.match(reading.reasons.join(), /allow_remote/);
        }
      });
    }
  }

  it('S6: a host listens on loopback unless told otherwise', async () => {
    const reading = settingsOf({}, null);
    assert.ok(reading.ok && reading.settings.bind === '127.0.0.1');
    assert.equal(new URL((await start()).url).hostname, '127.0.0.1');
    assert.ok(settingsOf({ allow_remote: true, tls }, '0.0.0.0').ok);
  });

  const files = [
    ['{"colour":"red"}', /#\/colour: .*colour/],
    ['{"limits":{"speed":1}}', /#\/limits\/speed/],
    ['{"bind":"0.0.0.0"}', /allow_remote/],
    ['{"bind":"127.0.0.1","bind":"0.0.0.0"}', /#\/bind/],
    ['{', /JSON/i],
  ] as const;
  for (const [text, reason] of files) {
    it(`the configuration ${text} is refused, and the reason names what is wrong`, () => {
      const directory = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
      const path = join(directory, 'config.json');
      writeFileSync(path, text);
      const reading = readConfig(path, true, null);
      rmSync(directory, { recursive: true });
      assert.ok(!reading.ok);
      assert.match(reading.reasons.join('; '), reason);
    });
  }

  it('is refused a certificate that is not there, is none, or belongs to another key', async () => {
    const other = await makeCertificate({ names: ['hv01'], addresses: [], now: Date.now() });
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
    const [key, none] = [join(directory, 'other-key.pem'), join(directory, 'none.pem')];
    writeFileSync(key, other.key);
    writeFileSync(none, 'no certificate');
    for (const files of [
      { ...tls, cert: '/nowhere/cert.pem' },
      { ...tls, cert: none },
      { ...tls, key },
    ]) {
      writeFileSync(join(directory, 'config.json'), JSON.stringify({ tls: files }));
      const nothing = {
        bind: null,
        configFile: null,
        simHost: null,
        simSpeed: null,
        operators: [],
        untilIdle: null,
        newRecords: false,
      };
      assert.equal(await serve({ ...nothing, driver: 'simulated', port: 0, dataDir: directory }), 78);
      const reading = readTls({ tls: files });
      assert.ok(!reading.ok);
      assert.match(reading.reasons.join(), /tls in the configuration/);
    }
    assert.ok(!existsSync(join(directory, 'vmspec.db')));
    rmSync(directory, { recursive: true });
  });

  it('answers to the names of its certificate, and tells local clients its fingerprint', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
    const files = { cert: join(directory, 'cert.pem'), key: join(directory, 'key.pem') };
    const made = await makeCertificate({ names: ['hv01'], addresses: ['fd00::7'], now: Date.now() });
    writeFileSync(files.cert, made.cert);
    writeFileSync(files.key, made.key);
    const host = await start({ directory, config: { tls: files } });
    for (const name of ['hv01', 'HV01:4417', '[fd00::7]:4417', 'localhost'])
      assert.equal((await request(host, { path: '/api/vms', headers: { host: name } })).status, 200, name);
    for (const name of ['hv02', '[fd00::8]', 'hv01.evil.com'])
      assertError(
        await request(host, { path: '/api/vms', headers: { host: name } }),
        403,
        'host_not_allowed',
      );
    const { url, cert_sha256 } = JSON.parse(readFileSync(dataFiles(directory).hostFile, 'utf8')) as HostFile;
    assert.deepEqual([url, cert_sha256], [host.url, made.sha256]);
  });

  it('with a certificate it speaks TLS 1.2 or newer, and a client can pin the certificate', async () => {
    const host = await start({ config: { tls } });
    assert.match(host.url, /^https:/);
    const cert = readFileSync(tls.cert);
    const pinned = new X509Certificate(cert).fingerprint256;
    const answer = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${host.token}` };
      const asked = { headers, ca: cert, checkServerIdentity: () => undefined, agent: false };
      get(`${host.url}/api/vms`, asked, (incoming) => {
        const { socket } = incoming;
        assert.ok(socket instanceof TLSSocket);
        const { fingerprint256 } = socket.getPeerCertificate();
        incoming.resume();
        resolve([incoming.statusCode, fingerprint256, /^TLSv1\.[23]$/.test(socket.getProtocol() ?? '')]);
      }).on('error', reject);
    });
    assert.deepEqual(answer, [200, pinned, true]);
    await assert.rejects(
      fetch(`${host.url.replace('https', 'http')}/healthz`).then(({ status }) => assert.equal(status, 200)),
    );
  });
});
