import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CliResult, runCli, temporaryFolder } from '../../../support/runCli.ts';

describe('vmspec config', () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const file = join(folder.path, 'config.json');
  const config = (...argv: readonly string[]): Promise<CliResult> =>
    runCli(['config', ...argv, '--data-dir', folder.path]);

  it('sets a nested value and reads it back', async () => {
    assert.equal((await config('set', 'host_reserve.ram_mb', '4096')).code, 0);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { host_reserve: { ram_mb: 4096 } });
    assert.equal((await config('get', 'host_reserve.ram_mb')).out, '4096\n');
  });

  it('refuses a value that the host would refuse, and changes nothing', async () => {
    const text = readFileSync(file, 'utf8');
    const { code, err } = await config('set', 'cpu_percent', 'lots');
    assert.equal(code, 78);
    assert.match(err, /nothing was changed/);
    assert.match(err, /cpu_percent/);
    assert.equal(readFileSync(file, 'utf8'), text);
  });

  it('suggests the setting that was meant', async () => {
    const { code, err } = await config('set', 'cpu_precent', '400');
    assert.equal(code, 64);
    assert.match(err, /Did you mean cpu_percent\?/);
  });

  it('goes back to the default', async () => {
    await config('set', 'cpu_percent', '400');
    assert.equal((await config('set', 'cpu_percent', '--default')).code, 0);
    assert.equal((await config('get', 'cpu_percent')).out, 'not set; default: 100\n');
  });

  it('lists every setting with value and meaning', async () => {
    const { out } = await config('list');
    assert.match(out, /^host_reserve\.ram_mb +4096 +set +Memory in MB/m);
    assert.match(out, /^cpu_percent +100 +default +/m);
    assert.match(out, /^limits\.vm_concurrency +/m);
  });

  it('makes no file by reading', async () => {
    const empty = temporaryFolder();
    try {
      const { code, out } = await runCli(['config', 'list', '--json', '--data-dir', empty.path]);
      assert.deepEqual([code, JSON.parse(out)], [0, {}]);
      assert.equal(existsSync(join(empty.path, 'config.json')), false);
    } finally {
      empty.remove();
    }
  });
});
