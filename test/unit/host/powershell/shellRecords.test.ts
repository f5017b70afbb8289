import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endLeftovers,
  shellRecords,
  thisProcess,
} from '../../../../server/src/host/powershell/shellRecords.ts';

describe('records of shells', () => {
  let folder: string;
  let left: ChildProcess;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shell-records-'));
    left = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  });
  afterEach(() => {
    left.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const gone = { pid: 2 ** 22 - 1, started_at: 1_000 };
  const record = (host: object, shell: object): void => {
    writeFileSync(join(folder, '1.json'), JSON.stringify({ host, shells: [shell] }));
  };

  it('let the next start end what a crashed host left behind', async () => {
    const exit = once(left, 'exit');
    record(gone, { pid: left.pid, started_at: Date.now() });
    assert.equal(await endLeftovers(folder), 1);
    await exit;
    assert.deepEqual(readdirSync(folder), []);
  });

  it('never end a program that only has the number of a shell', async () => {
    record(gone, { pid: left.pid, started_at: Date.now() - 60_000 });
    assert.equal(await endLeftovers(folder), 0);
    assert.equal(left.exitCode, null);
    assert.equal(left.signalCode, null);
  });

  it('leave the shells of a host that lives alone', async () => {
    record(thisProcess(), { pid: left.pid, started_at: Date.now() });
    assert.equal(await endLeftovers(folder), 0);
    assert.equal(left.signalCode, null);
    assert.ok(existsSync(join(folder, '1.json')));
  });

  for (const text of ['', '{"host":', '{"host":{"pid":-1,"started_at":0},"shells":[]}', '[]', 'null']) {
    it(`are forgotten when they say ${text === '' ? 'nothing' : text}`, async () => {
      writeFileSync(join(folder, '1.json'), text);
      assert.equal(await endLeftovers(folder), 0);
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  it('are there exactly as long as shells run', () => {
    const records = shellRecords(folder, thisProcess(), () => undefined);
    records.add({ pid: 4711, started_at: 1 });
    assert.deepEqual(readdirSync(folder), [`${String(process.pid)}.json`]);
    records.remove(4711);
    assert.deepEqual(readdirSync(folder), []);
  });
});
