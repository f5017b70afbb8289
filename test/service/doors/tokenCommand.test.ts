import assert from 'node:assert/strict';
import type { Token, TokenList } from '#schemas/generated/types.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { type CliResult, runCli } from '../../support/runCli.ts';

const DAY_MS = 24 * 3600 * 1000;

describe('tokens on the command line', () => {
  const { start } = hosts();
  const run = (host: TestHost, ...argv: string[]): Promise<CliResult> =>
    runCli(['token', ...argv, '--data-dir', host.directory]);
  const list = async (host: TestHost): Promise<Token[]> =>
    (JSON.parse((await run(host, 'list', '--json')).out) as TokenList).tokens;

  it('are made with a role and an end, and only the secret goes to standard output', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const named = ['--name', 'ci', '--role', 'viewer', '--expires', '90d'];
    const { code, out, err } = await run(host, 'create', ...named);
    assert.equal(code, 0, err);
    assert.match(out, /^[A-Za-z0-9_-]{43}\n$/);
    assert.match(err, /ci \(viewer, until 2026-04-01 00:00:00Z\)/);
    assert.equal((await request(host, { path: '/api/vms', token: out.trim() })).status, 200);
    const [token] = await list(host);
    assert.deepEqual([token?.role, token?.expires_at], ['viewer', '2026-04-01T00:00:00.000Z']);
    assert.equal((await run(host, 'create', 'other', '--expires', '12h')).code, 0);
    const table = await run(host, 'list');
    assert.match(
      table.out,
      /^ci +viewer +2026-01-01 00:00:00Z +2026-04-01 00:00:00Z +2026-01-01 00:00:00Z +-$/m,
    );
    assert.match(table.out, /^other +operator +2026-01-01 00:00:00Z +2026-01-01 12:00:00Z +never +-$/m);
  });

  it('are rotated: both secrets work for the time of grace, and the list tells of both', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const first = (await run(host, 'create', 'ci')).out.trim();
    const { code, out, err } = await run(host, 'rotate', 'ci', '--grace', '1h', '--expires', '30d');
    assert.equal(code, 0, err);
    assert.match(err, /The secret before is valid until 2026-01-01 01:00:00Z\./);
    for (const token of [first, out.trim()])
      assert.equal((await request(host, { path: '/api/vms', token })).status, 200);
    assert.match(
      (await run(host, 'list')).out,
      /until 2026-01-01 01:00:00Z, last used 2026-01-01 00:00:00Z$/m,
    );
    assert.equal((await list(host))[0]?.expires_at, new Date(clock.now() + 30 * DAY_MS).toISOString());
    const again = await run(host, 'rotate', 'ci', '--grace', '0s', '--json');
    assert.equal((JSON.parse(again.out) as Token).previous_ends_at, null);
    assert.equal((await request(host, { path: '/api/vms', token: out.trim() })).status, 401);
  });

  const wrong = [
    ['create'],
    ['create', 'ci', '--name', 'ci'],
    ['create', 'ci', '--expires', 'soon'],
    ['create', 'ci', '--expires', '5w'],
    ['create', 'ci', '--role', 'root'],
    ['rotate'],
    ['rotate', 'ci', '--grace', '-1h'],
  ];
  for (const argv of wrong) {
    it(`token ${argv.join(' ')} is a usage error and makes none`, async () => {
      const host = await start();
      assert.equal((await run(host, ...argv)).code, 64);
      assert.deepEqual(await list(host), []);
    });
  }
});
