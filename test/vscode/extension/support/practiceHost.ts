import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { extensionUnderTest } from './editor.ts';

/** A practice host in a process of its own, in the data directory where the extension looks for the one of this computer. */
export interface PracticeHost {
  readonly url: string;
  /** The token of its administrator. */
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts one and waits until it listens. */
export async function startPracticeHost(...more: readonly string[]): Promise<PracticeHost> {
  const data = process.env['VMSPEC_DATA_DIR'];
  if (data === undefined) throw new Error('VMSPEC_DATA_DIR is not set');
  const program = join(extensionUnderTest().extensionPath, 'dist', 'vmspec.js');
  const args = [
    'serve',
    '--driver',
    'simulated',
    '--port',
    '0',
    '--data-dir',
    data,
    '--sim-speed',
    '50',
    ...more,
  ];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = /^listening on (\S+)$/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the host ended:\n${said.join('\n')}`)));
  });
  return {
    url,
    token: readFileSync(join(data, 'token'), 'utf8').trim(),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
