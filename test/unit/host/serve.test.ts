import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { dataFiles, type DataFiles } from '../../../server/src/host/dataFiles.ts';
import { serve } from '../../../server/src/host/serve.ts';

describe('a data directory', () => {
  const folders: string[] = [];
  const directory = (): DataFiles => {
    const folder = mkdtempSync(join(tmpdir(), 'vmspec-serve-'));
    folders.push(folder);
    return dataFiles(folder);
  };
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const started = (driver: 'hyperv' | 'simulated', files: DataFiles): Promise<number> => {
    const nothing = {
      bind: null,
      configFile: null,
      simHost: null,
      simSpeed: null,
      operators: [],
      untilIdle: null,
      newRecords: false,
    };
    return serve({ ...nothing, driver, port: 0, dataDir: files.directory });
  };

  it('of real VMs is not given to a practice host, and stays as it was', async () => {
    const files = directory();
    writeFileSync(files.database, '');
    assert.equal(await started('simulated', files), 78);
    assert.deepEqual(readdirSync(files.directory), ['vmspec.db']);
  });

  it('that a newer version has written is refused like a wrong configuration', async () => {
    const files = directory();
    mkdirSync(files.practice);
    const raw = new DatabaseSync(files.database);
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    assert.equal(await started('simulated', files), 78);
  });

  it('of a practice host is not given to a real one, and stays as it was', async () => {
    const files = directory();
    mkdirSync(files.practice);
    assert.equal(await started('hyperv', files), 78);
    assert.deepEqual(readdirSync(files.directory), ['practice']);
  });

  it('whose configuration names one network twice is refused, and stays as it was', async () => {
    const files = directory();
    const twice = { 'build-lan': { switch: 'Lab' }, 'Build-LAN': { switch: 'Lab', vlan_id: 20 } };
    writeFileSync(files.config, JSON.stringify({ networks: twice }));
    assert.equal(await started('simulated', files), 78);
    assert.deepEqual(readdirSync(files.directory), ['config.json']);
  });
});
