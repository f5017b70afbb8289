import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../../server/src/cli/client/target.ts';
import { CliFailure } from '../../../../server/src/cli/failure.ts';
import { type ConnectionOptions, findTarget } from '../../../../server/src/cli/settings/findTarget.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

const fingerprint = 'ab'.repeat(32);
/** A number that no process has: above the largest that Linux and Windows give. */
const deadPid = 2 ** 30;

describe('finding the host', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const everything = {
    VMSPEC_HOST: 'env-host',
    VMSPEC_URL: 'http://127.0.0.1:2',
    VMSPEC_TOKEN: 'env-token',
    XDG_CONFIG_HOME: at('config'),
    XDG_STATE_HOME: at('state'),
  };

  function localHost(directory: string, port: number, pid: number): void {
    mkdirSync(directory, { recursive: true });
    const facts = {
      started_at: '2026-01-31T12:00:00Z',
      epoch: 1,
      protocol: { min: 1, max: 1 },
      simulated: true,
    };
    writeFileSync(
      join(directory, 'host.json'),
      JSON.stringify({ url: `http://127.0.0.1:${String(port)}`, pid, ...facts }),
    );
    writeFileSync(join(directory, 'token'), 'local-token\n');
  }

  before(() => {
    mkdirSync(at('config/vmspec'), { recursive: true });
    writeFileSync(at('flag.token'), 'flag-token\n');
    writeFileSync(at('bad.token'), 'two words');
    const hosts = {
      'flag-host': {
        url: 'https://flag.example:4417',
        token_file: at('flag.token'),
        cert_sha256: fingerprint,
      },
      'env-host': { url: 'http://127.0.0.1:3' },
      'used-host': { url: 'http://127.0.0.1:4' },
    };
    writeFileSync(at('config/vmspec/hosts.json'), JSON.stringify({ current: 'used-host', hosts }));
    localHost(at('state/vmspec'), 5, process.pid);
    localHost(at('other'), 6, process.pid);
    localHost(at('dead'), 7, deadPid);
  });
  after(() => {
    folder.remove();
  });

  function find(options: ConnectionOptions, env: Readonly<Record<string, string | undefined>>): Target {
    return findTarget(options, env, 'linux');
  }
  function refuses(
    options: ConnectionOptions,
    env: Readonly<Record<string, string>>,
    exit: number,
    words: RegExp,
  ): void {
    assert.throws(
      () => find(options, env),
      (error) =>
        error instanceof CliFailure &&
        error.exit === exit &&
        words.test(`${error.message} ${error.hint ?? ''}`),
    );
  }

  const order: readonly (readonly [string, ConnectionOptions, readonly string[], string, string | null])[] = [
    ['--host', { host: 'flag-host' }, [], 'https://flag.example:4417', 'flag-token'],
    [
      '--url with --token-file',
      { url: 'http://127.0.0.1:1', tokenFile: at('flag.token') },
      [],
      'http://127.0.0.1:1',
      'flag-token',
    ],
    ['--url with VMSPEC_TOKEN', { url: 'http://127.0.0.1:1' }, [], 'http://127.0.0.1:1', 'env-token'],
    ['--data-dir', { dataDir: at('other') }, [], 'http://127.0.0.1:6', 'local-token'],
    ['VMSPEC_HOST', {}, [], 'http://127.0.0.1:3', null],
    ['VMSPEC_URL', {}, ['VMSPEC_HOST'], 'http://127.0.0.1:2', 'env-token'],
    ['host use', {}, ['VMSPEC_HOST', 'VMSPEC_URL'], 'http://127.0.0.1:4', null],
    ['host.json', {}, ['VMSPEC_HOST', 'VMSPEC_URL', 'XDG_CONFIG_HOME'], 'http://127.0.0.1:5', 'env-token'],
    [
      'host.json',
      {},
      ['VMSPEC_HOST', 'VMSPEC_URL', 'VMSPEC_TOKEN', 'XDG_CONFIG_HOME'],
      'http://127.0.0.1:5',
      'local-token',
    ],
    [
      '--data-dir',
      { dataDir: at('other'), tokenFile: at('flag.token') },
      [],
      'http://127.0.0.1:6',
      'flag-token',
    ],
  ];
  for (const [what, options, without, url, token] of order) {
    it(`takes ${what} before what comes later`, () => {
      const env = Object.fromEntries(
        Object.entries(everything).map(([key, value]) => [key, without.includes(key) ? undefined : value]),
      );
      const target = find(options, { ...env, HOME: at('nobody') });
      assert.deepEqual([target.url.origin, target.token], [url, token]);
    });
  }

  it('takes the pinned certificate of a saved host', () => {
    assert.equal(find({ host: 'flag-host' }, everything).certSha256, fingerprint);
  });

  it('gives the token of the local host to its own address and to no other', () => {
    const env = { XDG_STATE_HOME: at('state') };
    assert.equal(find({ url: 'http://127.0.0.1:5' }, env).token, 'local-token');
    assert.equal(find({ url: 'http://127.0.0.1:9999' }, env).token, null);
  });

  it('knows from host.json that it is a practice host', () => {
    assert.equal(find({ dataDir: at('other') }, {}).simulated, true);
  });

  it('says how to start a host where none runs, or where it has died', () => {
    for (const folder of ['nothing', 'dead']) {
      const words = new RegExp(
        `No VMSpec host is running on this computer\\. Looked in \\S+${folder}\\. Start one with: vmspec serve --driver simulated`,
      );
      refuses({ dataDir: at(folder) }, {}, 4, words);
    }
  });

  it('refuses to send a token to another computer without encryption', () => {
    refuses({ url: 'http://hv01.example:4417' }, {}, 78, /ssh -L/);
  });

  it('says which file holds no token', () => {
    refuses({ url: 'http://127.0.0.1:1', tokenFile: at('bad.token') }, {}, 4, /bad\.token holds no token/);
    refuses({ url: 'http://127.0.0.1:1', tokenFile: at('gone.token') }, {}, 4, /gone\.token cannot be read/);
  });

  it('lists the saved hosts when a name is not among them', () => {
    refuses({ host: '__proto__' }, everything, 64, /Saved are: flag-host, env-host, used-host/);
  });
});
