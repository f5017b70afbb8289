import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipTest } from '../support/skipTest.ts';

const root = join(import.meta.dirname, '..', '..');

describe('npm start', function () {
  this.timeout(60_000);
  const data = mkdtempSync(join(tmpdir(), 'vmspec-start-'));
  const running: ChildProcess[] = [];

  /** Runs what `npm start` runs; answers what it printed once it has ended, or once it has shown the commands to try. */
  async function start(): Promise<{ child: ChildProcess; printed: () => string; shown: Promise<void> }> {
    const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start', '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, VMSPEC_DATA_DIR: data, NO_COLOR: '1' },
    });
    running.push(child);
    const chunks: string[] = [];
    const shown = new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk.toString('utf8'));
          if (chunks.join('').includes('npx vmspec destroy')) resolve();
        });
      }
      child.once('close', () => reject(new Error(`ended before it showed what to try:\n${chunks.join('')}`)));
    });
    await once(child, 'spawn');
    return { child, printed: () => chunks.join(''), shown };
  }

  /** Names of the VMs that VMSpec made on the running host. */
  async function managedVms(): Promise<string[]> {
    const { url } = JSON.parse(readFileSync(join(data, 'host.json'), 'utf8')) as { url: string };
    const token = readFileSync(join(data, 'token'), 'utf8').trim();
    const answer = await fetch(`${url}/api/vms`, { headers: { authorization: `Bearer ${token}` } });
    const { vms } = (await answer.json()) as { vms: { vm_name: string; managed: boolean }[] };
    return vms.filter(({ managed }) => managed).map(({ vm_name }) => vm_name);
  }

  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });

  after(() => rmSync(data, { recursive: true, force: true }));

  it('starts a practice host with the example, and a second one uses it and repeats nothing', async function () {
    if (process.platform === 'win32')
      skipTest(this, 'Windows ends a process without a chance to stop its host');
    const first = await start();
    await first.shown;
    assert.match(first.printed(), /[Pp]ractice host: nothing is created/);
    const names = ['lab-gateway', 'lab-web-01', 'lab-web-02'];
    assert.deepEqual((await managedVms()).sort(), names);

    const second = await start();
    await second.shown;
    const [code] = await once(second.child, 'exit');
    assert.equal(code, 0, second.printed());
    assert.match(second.printed(), /running already/);
    assert.deepEqual((await managedVms()).sort(), names);

    first.child.kill('SIGTERM');
    const [end] = await once(first.child, 'exit');
    assert.equal(end, 0, first.printed());
  });
});
