import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../server/src/host/config.ts';
import { type CliResult, runCli, temporaryFolder } from '../../support/runCli.ts';

describe('vmspec networks add and remove', () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const file = join(folder.path, 'config.json');
  const read = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const networks = (...argv: readonly string[]): Promise<CliResult> =>
    runCli(['networks', ...argv, '--data-dir', folder.path]);
  const build = { switch: 'External_Switch', vlan_id: 20, description: 'Build agents' };

  beforeEach(() => {
    writeFileSync(file, JSON.stringify({ cpu_percent: 400 }));
  });

  it('write the configuration that the host reads, and leave the rest of it', async () => {
    const added = await networks(
      ...['add', 'build-lan', '--switch', 'External_Switch', '--vlan', '20'],
      ...['--description', 'Build agents'],
    );
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^"build-lan" leads to the virtual switch "External_Switch", VLAN 20\.$/m);
    assert.equal((await networks('add', 'lab.example', '--switch', 'Lab')).code, 0);
    assert.deepEqual(read(), {
      cpu_percent: 400,
      networks: { 'build-lan': build, 'lab.example': { switch: 'Lab' } },
    });
    assert.ok(readConfig(file, true, null).ok);
    assert.equal((await networks('remove', 'BUILD-lan')).code, 0);
    assert.equal((await networks('remove', 'lab.example')).code, 0);
    assert.deepEqual(read(), { cpu_percent: 400 });
  });

  it('lead a name elsewhere that is there, whatever the case of its letters', async () => {
    await networks('add', 'build-lan', '--switch', 'External_Switch', '--vlan', '20');
    await networks('add', 'Build-LAN', '--switch', 'Lab');
    assert.deepEqual(read(), { cpu_percent: 400, networks: { 'Build-LAN': { switch: 'Lab' } } });
  });

  it('take the data directory before the word, too, and refuse what only a list has', async () => {
    const argv = ['networks', '--data-dir', folder.path, 'add', 'lan', '--switch', 'Lab'];
    assert.equal((await runCli(argv)).code, 0);
    assert.deepEqual(read(), { cpu_percent: 400, networks: { lan: { switch: 'Lab' } } });
    const elsewhere = await runCli([
      'networks',
      '--host',
      'hv02',
      'remove',
      'lan',
      '--data-dir',
      folder.path,
    ]);
    assert.equal(elsewhere.code, 64);
    assert.match(elsewhere.err, /only --data-dir/);
    assert.deepEqual(read(), { cpu_percent: 400, networks: { lan: { switch: 'Lab' } } });
  });

  const refused: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    [
      'a VLAN that there is not',
      ['add', 'lan', '--switch', 'Lab', '--vlan', '4095'],
      78,
      /1 and 4094, not 4095/,
    ],
    ['a VLAN that is no number', ['add', 'lan', '--switch', 'Lab', '--vlan', 'x'], 64, /whole number/],
    ['an empty name', ['add', '', '--switch', 'Lab'], 78, /has the member "", which cannot be a name/],
    ['no switch', ['add', 'lan'], 64, /--switch/],
    ['an empty switch', ['add', 'lan', '--switch', ''], 78, /switch must have at least 1/],
    ['a name that is not there', ['remove', 'lan'], 64, /has no network "lan"/],
  ];
  for (const [what, argv, code, words] of refused) {
    it(`refuse ${what}, and change nothing`, async () => {
      const before = readFileSync(file, 'utf8');
      const result = await networks(...argv);
      assert.equal(result.code, code, result.err);
      assert.match(result.err, words);
      assert.equal(readFileSync(file, 'utf8'), before);
    });
  }

  it('name the nearest network where one is misspelt', async () => {
    await networks('add', 'build-lan', '--switch', 'Lab');
    assert.match((await networks('remove', 'build-lam')).err, /Did you mean "build-lan"\?/);
  });

  it('make the configuration of a host that has none', async () => {
    const empty = temporaryFolder();
    try {
      const at = ['--data-dir', empty.path];
      assert.equal((await runCli(['networks', 'remove', 'lan', ...at])).code, 64);
      assert.equal(existsSync(join(empty.path, 'config.json')), false);
      assert.equal((await runCli(['networks', 'add', 'lan', '--switch', 'Lab', ...at])).code, 0);
      assert.ok(readConfig(join(empty.path, 'config.json'), true, null).ok);
    } finally {
      empty.remove();
    }
  });

  it('are what vmspec config gets and sets as one value', async () => {
    const config = (...argv: readonly string[]): Promise<CliResult> =>
      runCli(['config', ...argv, '--data-dir', folder.path]);
    assert.equal((await config('set', 'networks', JSON.stringify({ 'build-lan': build }))).code, 0);
    assert.deepEqual(JSON.parse((await config('get', 'networks')).out), { 'build-lan': build });
    assert.match((await config('list')).out, /^networks +\{"build-lan"/m);
    const twice = await config('set', 'networks', JSON.stringify({ lan: build, LAN: build }));
    assert.equal(twice.code, 78);
    assert.match(twice.err, /"lan" and "LAN" are one name/);
    const nested = await config('set', 'networks.build-lan.switch', 'Lab');
    assert.equal(nested.code, 64);
    assert.match(nested.err, /vmspec networks add/);
    assert.equal((await config('set', 'networks', '--default')).code, 0);
    assert.deepEqual(read(), { cpu_percent: 400 });
  });
});
