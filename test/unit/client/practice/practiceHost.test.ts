import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostFailure } from '../../../../client/src/connection/failure.ts';
import { probeSqlite, startPractice, stopPractice } from '../../../../client/src/practice/practiceHost.ts';
import { waitFor } from '../../../support/host/waitFor.ts';

describe('starting the practice host', () => {
  const root = mkdtempSync(join(tmpdir(), 'vmspec-practice-'));
  after(() => rmSync(root, { recursive: true, force: true }));

  /** A program in the place of the host. */
  function practice(name: string, program: string): { readonly folder: string; readonly program: string } {
    const folder = join(root, name);
    mkdirSync(folder);
    const file = join(folder, 'program.mjs');
    writeFileSync(file, program);
    return { folder: join(folder, 'data'), program: file };
  }

  it('looks first whether this Node has the database', async () => {
    await probeSqlite();
    await assert.rejects(probeSqlite(process.execPath, 'node:no-such-module'), (error) => {
      assert.ok(error instanceof HostFailure);
      assert.match(error.message, /has no node:no-such-module/);
      assert.match(error.hint, /Update the editor/);
      return true;
    });
    await assert.rejects(probeSqlite(join(root, 'no-such-program')), HostFailure);
  });

  it('tells what a host said that ended', async () => {
    const failing = practice(
      'failing',
      `import { writeFileSync } from 'node:fs';
       writeFileSync(process.argv[process.argv.indexOf('--output') + 1], 'The disk is full.');
       process.exitCode = 78;`,
    );
    await assert.rejects(startPractice(failing, new AbortController().signal), (error) => {
      assert.ok(error instanceof HostFailure);
      assert.match(error.message, /The disk is full/);
      assert.match(error.hint, /start\.log/);
      return true;
    });
  });

  it('ends what it started when the person does not want to wait', async () => {
    const slow = practice(
      'slow',
      `import { writeFileSync } from 'node:fs';
       const data = process.argv[process.argv.indexOf('--data-dir') + 1];
       writeFileSync(data + '/pid', String(process.pid));
       setInterval(() => undefined, 1000);`,
    );
    const cancelled = new AbortController();
    const starting = startPractice(slow, cancelled.signal);
    const pid = await pidOf(slow.folder);
    cancelled.abort();
    await starting;
    await gone(pid);
  });

  it('attaches where one runs, and says that none is stopped where none runs', async () => {
    const never = practice('never', 'process.exit(1)');
    assert.equal(await stopPractice(never), false);
    mkdirSync(never.folder);
    writeFileSync(
      join(never.folder, 'host.json'),
      JSON.stringify({ url: 'http://127.0.0.1:1', pid: process.pid, protocol: { min: 1, max: 1 } }),
    );
    await startPractice(never, new AbortController().signal);
  });
});

async function pidOf(folder: string): Promise<number> {
  return waitFor('it runs', () => {
    try {
      return Number(readFileSync(join(folder, 'pid'), 'utf8')) || null;
    } catch {
      return null;
    }
  });
}

async function gone(pid: number): Promise<void> {
  await waitFor('it has ended', () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
}
