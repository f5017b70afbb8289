import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface VsCodeOptions {
  /** Folder of `installVsCode`. */
  readonly installation: string;
  /** Every folder counts as trusted; default: true. Otherwise VS Code asks, as it asks a person. */
  readonly trusted?: boolean;
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

/** Starts VS Code's server with settings, extensions and state of its own, and waits until it listens. */
export async function startVsCode({ installation, trusted = true, env = {} }: VsCodeOptions): Promise<VsCodeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-vscode-'));
  const extensions = join(folder, 'extensions');
  mkdirSync(extensions);
  const child = spawn(
    process.execPath,
    [
      join(installation, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...['--server-data-dir', join(folder, 'data'), '--extensions-dir', extensions],
      // A built workbench honours the `payload` of its address only with this.
      '--enable-smoke-test-driver',
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
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
    child.once('exit', () => reject(new Error(`VS Code's server ended before it listened:\n${lines.join('\n')}`)));
  });
  const url = new URL(`http://127.0.0.1:${await port}/`);
  return { url, output: () => lines.join('\n'), stop };
}
