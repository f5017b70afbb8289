import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CliResult, runCli, temporaryFolder } from '../../../support/runCli.ts';

describe('vmspec host', () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const token = join(folder.path, 'vmspec', 'tokens', 'lab');
  const host = (argv: readonly string[], stdin = ''): Promise<CliResult> =>
    runCli(['host', ...argv], { env: { XDG_CONFIG_HOME: folder.path }, stdin });

  it('saves a host and its token, which only the owner can read', async () => {
    const { code } = await host(['add', 'lab', 'https://hv01.example:4417', '--token-file', '-'], 'secret\n');
    assert.equal(code, 0);
    assert.equal(readFileSync(token, 'utf8'), 'secret\n');
    // Windows keeps other people out by the permissions of the folder.
    if (process.platform !== 'win32') assert.equal(statSync(token).mode & 0o777, 0o600);
  });

  it('lists hosts without their tokens and marks the one in use', async () => {
    assert.equal((await host(['use', 'lab'])).code, 0);
    const { out } = await host(['list']);
    assert.match(out, /^\* +lab +https:\/\/hv01\.example:4417/m);
    assert.doesNotMatch(out, /secret/);
  });

  it('refuses an address over http that is not this computer', async () => {
    assert.equal((await host(['add', 'far', 'http://hv02.example:4417'])).code, 78);
  });

  it('refuses a name that would be a path', async () => {
    assert.equal((await host(['add', '../x', 'http://127.0.0.1:1'])).code, 64);
  });

  it('forgets a host, its token, and that it was in use', async () => {
    assert.equal((await host(['remove', 'lab'])).code, 0);
    assert.equal(existsSync(token), false);
    const { out } = await host(['list', '--json']);
    assert.deepEqual(JSON.parse(out), { current: null, hosts: {} });
  });

  it('says what to do about a damaged file', async () => {
    writeFileSync(join(folder.path, 'vmspec', 'hosts.json'), '{"hosts": 1}');
    const { code, err } = await host(['list']);
    assert.equal(code, 78);
    assert.match(err, /hosts\.json is damaged/);
  });
});
