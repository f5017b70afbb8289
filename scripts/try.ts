/**
 * Opens the product for a person: a VS Code (of the desktop where there is one, else in the browser) with the packed
 * extension, a practice host and a folder of examples, all of it in a place of its own that is removed at the end.
 * Ctrl-C, or closing the window, ends what it started. `--browser` takes the browser in any case.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './bundling/buildIfStale.ts';
import { writeExtension } from './packaging/writeExtension.ts';
import { startHost } from './starting/startHost.ts';
import { findEditor } from './trying/findEditor.ts';
import { serveEditor } from './trying/openBrowser.ts';
import { openDesktop } from './trying/openDesktop.ts';

const root = join(import.meta.dirname, '..');
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());
const interrupted = interruption.signal;

process.exitCode = await tryOut();

async function tryOut(): Promise<number> {
  const editor = process.argv.includes('--browser') ? null : findEditor(process.env, process.platform);
  if (editor === null && process.platform !== 'linux') {
    say('No VS Code was found on the path. Install it, or name its program in VMSPEC_VSCODE.');
    return 1;
  }
  await buildIfStale(root, say);
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-try-'));
  try {
    return await inFolder(folder, editor);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inFolder(folder: string, editor: string | null): Promise<number> {
  const data = join(folder, 'host');
  const workspace = join(folder, 'examples');
  mkdirSync(workspace);
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  say('Starting a practice host: it behaves like a machine with Hyper-V, and nothing is created ...');
  const started = await startHost(root, ['--port', '0', '--data-dir', data], interrupted);
  if ('exitCode' in started) return started.exitCode;
  const { path: vsix } = writeExtension(root, folder);
  const trial = { vsix, workspace, folder, env: { VMSPEC_DATA_DIR: data }, interrupted, say };
  try {
    if (!interrupted.aborted) await (editor === null ? serveEditor(root, trial) : openDesktop(editor, trial));
    return 0;
  } finally {
    started.host.stop();
    await started.host.ended;
    say('The editor and the practice host have ended.');
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
