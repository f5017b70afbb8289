import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDoor } from '../../../../server/src/cli/service/localDoor.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

describe('the host of a data directory', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('runs until its process has ended, though its file is gone before', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const file = join(folder.path, 'host.json');
    writeFileSync(file, JSON.stringify({ url: 'http://127.0.0.1:1', pid: child.pid }));
    const door = localDoor();
    assert.equal(door.runs(folder.path), true);
    rmSync(file);
    assert.equal(door.runs(folder.path), true);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    assert.equal(door.runs(folder.path), false);
    assert.equal(localDoor().runs(folder.path), false);
  });

  it('runs while a process has its records open, though it has no file yet', async () => {
    const data = join(folder.path, 'waiting');
    mkdirSync(data);
    const held = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(process.argv[1]);
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN EXCLUSIVE; COMMIT;');
      process.stdout.write('open');
      process.stdin.resume();
    `;
    const child = spawn(process.execPath, ['-e', held, join(data, 'vmspec.db')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const door = localDoor();
    assert.equal(door.runs(data), true);
    assert.equal(await door.askToStop(data, true), false);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    assert.equal(door.runs(data), false);
  });
});
