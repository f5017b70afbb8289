import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSpec } from '#core/readSpec.ts';
import { temporaryFolder } from '../support/runCli.ts';
import { skipTest } from '../support/skipTest.ts';
import { sampleVm, specText } from '../unit/core/sampleVm.ts';

const root = join(import.meta.dirname, '../..');
const server = [process.execPath, join(root, 'server/src/cli/main.ts'), 'lsp', '--stdio'];

interface Report {
  readonly problem?: string;
  readonly titles?: readonly string[];
  readonly lines?: readonly string[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly severity: number;
    readonly line: number;
    readonly column: number;
    readonly end_line: number;
    readonly end_column: number;
  }[];
}

describe('Neovim', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  after(() => folder.remove());

  /** Lets Neovim open a spec with the language server and take an action. */
  async function edit(text: string, title: string): Promise<Report> {
    const [file, report] = ['lab.vmspec.json', 'report.json'].map((name) => join(folder.path, name));
    assert.ok(file !== undefined && report !== undefined);
    writeFileSync(file, text);
    const settings = JSON.stringify({ command: server, file, title, report });
    const home = { HOME: folder.path, XDG_STATE_HOME: folder.path, XDG_CACHE_HOME: folder.path };
    const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-S', join(import.meta.dirname, 'neovim.lua')];
    const editor = spawn('nvim', args, {
      cwd: folder.path,
      env: { ...process.env, ...home, VMSPEC_TEST: settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const written: string[] = [];
    editor.stderr.setEncoding('utf8').on('data', (chunk: string) => written.push(chunk));
    await once(editor, 'close');
    assert.ok(existsSync(report), written.join(''));
    return JSON.parse(readFileSync(report, 'utf8')) as Report;
  }

  it('opens a spec, shows the diagnostics of every other door, and applies a quick fix', async function () {
    if (spawnSync('nvim', ['--version'], { stdio: 'ignore' }).status !== 0)
      skipTest(this, 'Neovim (nvim) is not installed');
    const good = JSON.stringify(JSON.parse(specText([sampleVm({ notes: '👩‍💻' })])), null, 2);
    const text = good.replace('"num_vms": 1', '"num_vms": 3');
    const { problem, diagnostics, titles, lines } = await edit(`${text}\n`, 'Set num_vms to 1, as described');
    assert.equal(problem, undefined, JSON.stringify(titles));
    const document = TextDocument.create('', '', 1, text);
    assert.deepEqual(
      diagnostics,
      readSpec(text).problems.map(({ code, message, range: { offset, length } }) => {
        const [start, end] = [document.positionAt(offset), document.positionAt(offset + length)];
        const place = {
          line: start.line,
          column: start.character,
          end_line: end.line,
          end_column: end.character,
        };
        return { code, message, severity: 1, ...place };
      }),
    );
    assert.deepEqual(lines, good.split('\n'));
  });
});
