import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..', '..');
const left = (): string[] => globSync('vmspec-try-*', { cwd: tmpdir() }).sort();

describe('npm run try', function () {
  this.timeout(120_000);

  it('serves the editor to whoever has its address, and takes everything away when it is interrupted', async () => {
    const before = left();
    const child = spawn(process.execPath, [join(root, 'scripts', 'try.ts'), '--browser'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const lines = createInterface({ input: child.stdout });
    const address = new Promise<URL>((resolve, reject) => {
      lines.on('line', (line) => {
        const found = /^ {2}(http:\S+)$/.exec(line)?.[1];
        if (found !== undefined) resolve(new URL(found));
      });
      lines.on('close', () => reject(new Error('it ended')));
    });
    const url = await address;
    const stranger = await fetch(url.origin, { redirect: 'manual' });
    assert.equal(stranger.status, 403);
    const known = await fetch(url, { redirect: 'manual' });
    assert.ok(known.status === 200 || known.status === 302, String(known.status));
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    assert.deepEqual(left(), before);
  });
});
