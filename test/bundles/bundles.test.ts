import assert from 'node:assert/strict';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pagesFolder } from '../../scripts/bundling/buildPage.ts';
import { entries } from '../../scripts/bundling/entries.ts';
import { pages } from '../../scripts/bundling/pages.ts';
import { startStdioServer } from '../support/lsp/stdioServer.ts';
import { skipTest } from '../support/skipTest.ts';
import { startBundle } from './runBundle.ts';

const root = join(import.meta.dirname, '..', '..');

describe('bundles', () => {
  for (const { name } of entries.filter(({ executable }) => executable)) {
    it(`${name} can be run by the shell`, function () {
      if (process.platform === 'win32') skipTest(this, 'Windows has no right to execute');
      const file = join(root, 'dist', `${name}.js`);
      assert.match(readFileSync(file, 'utf8').slice(0, 30), /^#!\/usr\/bin\/env node\n/);
      assert.equal(statSync(file).mode & 0o111, 0o111);
    });
  }

  it('name the licences of the packages that they hold', () => {
    const text = readFileSync(join(root, 'dist', 'LICENSES.txt'), 'utf8');
    assert.match(text, /^fastify \d+\.\d+\.\d+ \(MIT\)$/m);
    assert.match(text, /^commander \d+/m);
  });
});

describe('web pages', () => {
  for (const { name, maxKilobytes } of pages) {
    const text = (ending: string): string =>
      readFileSync(join(root, pagesFolder, `${name}.${ending}`), 'utf8');

    it(`${name} is at most ${maxKilobytes} KB`, () => {
      const bytes = Buffer.byteLength(text('js')) + Buffer.byteLength(text('css'));
      assert.ok(bytes <= maxKilobytes * 1024, `${name} weighs ${Math.ceil(bytes / 1024)} KB`);
    });

    it(`${name} makes no code of text, loads nothing and fetches nothing`, () => {
      assert.doesNotMatch(
        text('js'),
        /\beval\(|new Function\(|\bfetch\(|XMLHttpRequest|new WebSocket|\bimport\(/,
      );
      assert.doesNotMatch(text('css'), /@import|url\(\s*['"]?https?:/);
    });

    it(`${name} has no template with a style of its own, which its policy would refuse`, () => {
      assert.doesNotMatch(text('js'), /<[a-z][^>]* style=/);
    });
  }
});

describe('lsp.js', function () {
  this.timeout(30_000);

  it('is small enough to start with an editor', () => {
    assert.ok(statSync(join(root, 'dist', 'lsp.js')).size <= 600 * 1024);
  });

  it('serves an editor, where no package is installed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vmspec-bundle-'));
    try {
      for (const path of ['package.json', 'dist', 'docs']) {
        cpSync(join(root, path), join(folder, path), { recursive: true });
      }
      const server = await startStdioServer({ program: [join(folder, 'dist', 'lsp.js'), '--stdio'] });
      const [problem, ...others] = await server.diagnose('untitled:a', '{}');
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'missing_member');
      const page = new URL(problem.codeDescription?.href ?? '');
      assert.match(readFileSync(page, 'utf8'), new RegExp(`^## ${page.hash.slice(1)}$`, 'm'));
      assert.equal(await server.leave(), 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('vmspec.js, where no package is installed', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-bundle-'));

  before(() => {
    for (const path of ['package.json', 'dist', 'examples']) {
      cpSync(join(root, path), join(folder, path), { recursive: true });
    }
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { code, stdout, stderr } = await startBundle(folder, 'vmspec.js', ['--version']).ended;
    assert.deepEqual({ code, stdout: stdout.trim(), stderr }, { code: 0, stdout: version, stderr: '' });
  });

  it('validates every example', async () => {
    const files = globSync('examples/*.vmspec.json', { cwd: root });
    assert.ok(files.length >= 3);
    const { code, stdout, stderr } = await startBundle(folder, 'vmspec.js', ['validate', ...files]).ended;
    assert.equal(code, 0, stdout + stderr);
  });

  it('serves a practice host until it is told to stop', async () => {
    const args = ['serve', '--driver', 'simulated', '--port', '0', '--data-dir', join(folder, 'data')];
    const host = startBundle(folder, 'vmspec.js', args);
    try {
      const line = await host.line(/^listening on /);
      const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
      const answer = await fetch(`${url}/readyz`);
      assert.equal(answer.status, 200, await answer.text());
    } finally {
      host.child.kill('SIGTERM');
    }
    const { code, signal, stderr } = await host.ended;
    if (process.platform !== 'win32') assert.deepEqual({ code, signal }, { code: 0, signal: null }, stderr);
  });
});
