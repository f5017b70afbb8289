import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand } from './runCommand.ts';

export interface VsCodeOptions {
  /** Folder of `installVsCode`. */
  readonly installation: string;
  /** Every folder counts as trusted; default: true. Otherwise none does, and VS Code starts in restricted mode. */
  readonly trusted?: boolean;
  /**
   * Folder of an extension that is installed, as a person has it. Otherwise the workbench takes orders in its address: which
   * extension to load from its sources, and which tests to run in it; it shows no notifications by itself then.
   */
  readonly installed?: string;
  /** A package of the extension that is installed instead, as a gallery or a person does it. */
  readonly vsix?: string;
  /** Only those who know it are served; absent: everybody on this computer is. */
  readonly connectionToken?: string;
  /** Variables that extensions see, beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A VS Code server on loopback that serves the workbench. */
export interface VsCodeServer {
  readonly url: URL;
  /** Everything that it printed. */
  output(): string;
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}

/** Nothing of VS Code's own gets between a test and what it looks at, and nothing talks to the world. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
/** Without it the server looks for extensions in a gallery. */
const noGallery = { EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };

/** Starts VS Code's server with settings, extensions and state of its own, and waits until it listens. */
export async function startVsCode({
  installation,
  trusted = true,
  installed,
  vsix,
  connectionToken,
  env = {},
}: VsCodeOptions): Promise<VsCodeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-vscode-'));
  const extensions = join(folder, 'extensions');
  const machine = join(folder, 'data', 'data', 'Machine');
  for (const one of [extensions, machine]) mkdirSync(one, { recursive: true });
  if (installed !== undefined) symlinkSync(installed, join(extensions, 'vmspec.vmspec-0.0.0'));
  const places = ['--server-data-dir', join(folder, 'data'), '--extensions-dir', extensions];
  if (vsix !== undefined) {
    const install = [join(installation, 'out', 'server-main.js'), ...places, '--install-extension', vsix];
    await runCommand(process.execPath, install, { env: { ...process.env, ...noGallery } });
  }
  writeFileSync(join(machine, 'settings.json'), JSON.stringify(quietSettings));
  const tokenFile = connectionToken === undefined ? null : join(folder, 'connection-token');
  // In a file: arguments are read by every program of the computer.
  if (tokenFile !== null) writeFileSync(tokenFile, connectionToken ?? '', { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      join(installation, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(tokenFile === null ? ['--without-connection-token'] : ['--connection-token-file', tokenFile]),
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...places,
      // A built workbench honours the `payload` of its address only with this.
      ...(installed === undefined && vsix === undefined ? ['--enable-smoke-test-driver'] : []),
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...noGallery, VMSPEC_TEST_EDITOR: folder, ...env },
    },
  );
  const lines: string[] = [];
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const port = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const found = /^Extension host agent listening on (\d+)$/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Error(`VS Code's server ended before it listened:\n${lines.join('\n')}`)),
    );
  });
  const url = new URL(`http://127.0.0.1:${await port}/`);
  return { url, output: () => lines.join('\n'), stop };
}
