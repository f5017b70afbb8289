import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'mocha';
import type { PairingCode } from '#schemas/generated/types.ts';
import { makeCertificate, type Certificate } from '../../../server/src/host/security/certificate.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { marksOf } from '../../support/host/untouched.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { type CliResult, type CliSetup, runCli, temporaryFolder } from '../../support/runCli.ts';

describe('pairing on the command line', () => {
  const { start } = hosts();
  const state: { folder: ReturnType<typeof temporaryFolder> | null; certificate: Certificate | null } = {
    folder: null,
    certificate: null,
  };
  const path = (...names: string[]): string => join(state.folder?.path ?? '', ...names);
  const pinOf = (): string => state.certificate?.sha256 ?? assert.fail('made before');
  before(async () => {
    state.certificate = await makeCertificate({ names: ['hv01'], addresses: ['127.0.0.1'], now: Date.now() });
  });
  beforeEach(() => {
    state.folder = temporaryFolder();
  });
  afterEach(() => state.folder?.remove());

  /** A host that speaks TLS. */
  const startTls = async (): Promise<TestHost> => {
    const tls = { cert: path('cert.pem'), key: path('key.pem') };
    writeFileSync(tls.cert, state.certificate?.cert ?? '');
    writeFileSync(tls.key, state.certificate?.key ?? '');
    return start({ config: { tls } });
  };
  /** On the computer of the host. */
  const there = (host: TestHost, argv: readonly string[]): Promise<CliResult> =>
    runCli([...argv, '--data-dir', host.directory]);
  /** On another computer. */
  const here = (argv: readonly string[], setup: CliSetup = {}): Promise<CliResult> =>
    runCli(argv, { ...setup, env: { XDG_CONFIG_HOME: path('settings') } });
  const makeCode = async (host: TestHost, ...more: string[]): Promise<PairingCode> => {
    const { code, out, err } = await there(host, ['token', 'pair', '--json', ...more]);
    assert.equal(code, 0, err);
    return JSON.parse(out) as PairingCode;
  };
  const savedToken = (): string => path('settings', 'vmspec', 'tokens', 'lab');

  it('the line that token pair prints lets another computer in, and asks nothing', async () => {
    const host = await startTls();
    const { out } = await there(host, ['token', 'pair', '--role', 'viewer']);
    assert.match(
      out,
      /^Code +[A-Z2-9]{4}-[A-Z2-9]{4} +viewer, good once, until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/m,
    );
    const pairs = /^Fingerprint +((?:[0-9A-F]{2}:){31}[0-9A-F]{2})$/m.exec(out)?.[1];
    assert.equal(pairs?.replaceAll(':', '').toLowerCase(), pinOf());
    assert.match(out, new RegExp(`^Host +${host.url}$`, 'm'));
    const line = /^ {2}vmspec (host add lab .*)$/m.exec(out)?.[1] ?? assert.fail(out);
    const added = await here(line.split(' '));
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^Paired with https:\/\/127\.0\.0\.1:\d+ as ".+" \(viewer\)\.\nSaved host lab\./);
    if (process.platform !== 'win32') assert.equal(statSync(savedToken()).mode & 0o777, 0o600);
    const { hosts: saved } = JSON.parse(readFileSync(path('settings', 'vmspec', 'hosts.json'), 'utf8')) as {
      hosts: Record<string, unknown>;
    };
    assert.deepEqual(saved, { lab: { url: `${host.url}/`, token_file: savedToken(), cert_sha256: pinOf() } });
    assert.equal((await here(['vms', '--host', 'lab', '--json'])).code, 0);
    assert.equal((await here(['token', 'list', '--host', 'lab'])).code, 4, 'a viewer lists no tokens');
  });

  it('shows the fingerprint at a terminal and goes on when a person says that it is the right one', async () => {
    const host = await startTls();
    const { code } = await makeCode(host, '--name', 'desk');
    const argv = ['host', 'add', 'lab', '--url', host.url, '--code', code.toLowerCase()];
    const added = await here(argv, { terminal: true, stdin: 'y\n' });
    assert.equal(added.code, 0, added.err);
    assert.equal(/^ {2}([0-9A-F:]{95})$/m.exec(added.err)?.[1]?.replaceAll(':', '').toLowerCase(), pinOf());
    assert.match(added.out, /as "desk" \(operator\)/);
    assert.equal((await here(['vms', '--host', 'lab', '--json'])).code, 0);
  });

  it('sends and saves nothing when the person says no, or nothing', async () => {
    const host = await startTls();
    const { code } = await makeCode(host);
    const before = marksOf(host);
    for (const stdin of ['n\n', '\n', '']) {
      const argv = ['host', 'add', 'lab', host.url, '--code', code];
      const declined = await here(argv, { terminal: true, stdin });
      assert.equal(declined.code, 7, declined.err);
      assert.match(declined.err, /Nothing was sent/);
    }
    assert.deepEqual(marksOf(host), before);
    assert.equal(existsSync(savedToken()), false);
    const added = await here(['host', 'add', 'lab', host.url, '--code', code, '--fingerprint', pinOf()]);
    assert.equal(added.code, 0, 'the code is good still');
  });

  it('without a terminal and without a fingerprint it refuses, and says how', async () => {
    const host = await startTls();
    const { code } = await makeCode(host);
    const refused = await here(['host', 'add', 'lab', '--url', host.url, '--code', code]);
    assert.equal(refused.code, 4);
    assert.match(refused.err, /Nothing was sent\.\n.*--fingerprint [0-9A-F:]{95}$/m);
    assert.equal(existsSync(savedToken()), false);
  });

  it('sends nothing to a host that shows another certificate than the one given', async () => {
    const host = await startTls();
    const { code } = await makeCode(host);
    const before = marksOf(host);
    const argv = ['host', 'add', 'lab', '--url', host.url, '--code', code, '--fingerprint', '00'.repeat(32)];
    const refused = await here(argv);
    assert.equal(refused.code, 4);
    assert.match(refused.err, /not the pinned one.*Nothing was sent/);
    assert.deepEqual(marksOf(host), before);
    assert.equal(existsSync(savedToken()), false);
  });

  it('on this computer, without TLS, it needs the code alone, also from standard input', async () => {
    const host = await start();
    const { out } = await there(host, ['token', 'pair']);
    assert.match(out, /ssh -N -L \d+:127\.0\.0\.1:\d+/);
    const code = /^Code +(\S+)/m.exec(out)?.[1] ?? '';
    const added = await here(['host', 'add', 'lab', '--url', host.url, '--code', '-'], {
      stdin: `${code}\n`,
    });
    assert.equal(added.code, 0, added.err);
    assert.equal((await here(['vms', '--host', 'lab', '--json'])).code, 0);
    assert.equal(
      (await request(host, { path: '/api/vms', token: readFileSync(savedToken(), 'utf8').trim() })).status,
      200,
    );
  });

  it('says what to do about a code that is refused, and keeps what was saved', async () => {
    const host = await start();
    const { code } = await makeCode(host);
    assert.equal((await here(['host', 'add', 'lab', host.url, '--code', code])).code, 0);
    const before = readFileSync(savedToken(), 'utf8');
    const again = await here(['host', 'add', 'lab', host.url, '--code', code]);
    assert.equal(again.code, 4);
    assert.match(again.err, /wrong, used, or older than ten minutes.*\n.*vmspec token pair/);
    assert.equal(readFileSync(savedToken(), 'utf8'), before);
  });

  it('does not spend a code for settings that are damaged', async () => {
    const host = await start();
    const { code } = await makeCode(host);
    assert.equal((await here(['host', 'add', 'other', host.url])).code, 0);
    const profiles = path('settings', 'vmspec', 'hosts.json');
    writeFileSync(profiles, '{');
    assert.equal((await here(['host', 'add', 'lab', host.url, '--code', code])).code, 78);
    writeFileSync(profiles, '{"current":null,"hosts":{}}');
    assert.equal((await here(['host', 'add', 'lab', host.url, '--code', code])).code, 0);
  });

  const usage = [
    ['host', 'add', 'lab'],
    ['host', 'add', 'lab', 'http://127.0.0.1:1', '--url', 'http://127.0.0.1:1'],
    ['host', 'add', 'lab', 'http://127.0.0.1:1', '--code', 'AAAA-AAAA', '--token-file', 'x'],
    ['host', 'add', 'lab', 'https://127.0.0.1:1', '--code', 'AAAA-AAAA', '--fingerprint', 'xyz'],
    ['token', 'pair', '--role', 'root'],
  ];
  for (const argv of usage) {
    it(`vmspec ${argv.join(' ')} is refused as wrong usage`, async () => {
      assert.equal((await here(argv)).code, 64);
    });
  }
});
