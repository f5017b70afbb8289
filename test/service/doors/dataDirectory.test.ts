import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { skipTest } from '../../support/skipTest.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the data directory', () => {
  const { start, restart } = hosts();

  it('is closed to other users of the computer, also when it was open, and so is what lets in', async function () {
    if (process.platform === 'win32') skipTest(this, 'rights of files are those of POSIX');
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
    chmodSync(directory, 0o777);
    const host = await start({ directory });
    const { token, hostFile, logs, activity } = dataFiles(host.directory);
    assert.deepEqual([directory, logs].map(modeOf), [0o700, 0o700]);
    assert.deepEqual([token, hostFile, activity].map(modeOf), [0o600, 0o600, 0o600]);
  });

  it('gets a new token of its own when the old one was deleted, and the old one lets nobody in', async () => {
    const first = await start();
    await first.stop();
    rmSync(dataFiles(first.directory).token);
    const second = await restart(first);
    assert.notEqual(second.token, first.token);
    assert.equal(readFileSync(dataFiles(second.directory).token, 'utf8').trim(), second.token);
    assert.equal((await request(second, { path: '/api/vms' })).status, 200);
    assert.equal((await request(second, { path: '/api/vms', token: first.token })).status, 401);
  });
});
