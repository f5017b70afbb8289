import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostConfig, SimulatedHostFile } from '#schemas/generated/types.ts';
import type { Reachable } from '../host/client.ts';
import type { Engine } from './engine.ts';
import { servedMachine, type ServedMachine } from './runPowerShell.ts';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'server', 'src', 'cli', 'main.ts');

/** A `vmspec serve --driver hyperv` of its own process, with PowerShell on the test engine. */
export interface ServedHost extends Reachable {
  readonly machine: ServedMachine;
  /** Process ids of its shells, as it records them. */
  shells(): readonly number[];
  /** Asks it to end and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it, if it still runs, and removes what it left. */
  remove(): Promise<void>;
}

/** Starts one and waits until it accepts requests. */
export async function servedHost(
  engine: Engine,
  options: { readonly machine?: SimulatedHostFile; readonly config?: HostConfig } = {},
): Promise<ServedHost> {
  const machine = await servedMachine(options.machine);
  const folder = mkdtempSync(join(tmpdir(), 'served-host-'));
  const config: HostConfig = { template_roots: ['C:\\Templates'], ...options.config };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const env = { ...process.env, ...engine.env, ...machine.env, VMSPEC_PWSH: engine.executable };
  const args = [MAIN, 'serve', '--driver', 'hyperv', '--port', '0', '--data-dir', folder];
  const child = spawn(process.execPath, args, { env, stdio: 'pipe' });
  const stop = async (): Promise<number | null> => {
    if (child.exitCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
    return child.exitCode;
  };
  return {
    url: await listening(child),
    token: readFileSync(join(folder, 'token'), 'utf8').trim(),
    machine,
    shells: () => {
      const file = join(folder, 'shells', `${String(child.pid)}.json`);
      const record = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly shells: readonly { pid: number }[];
      };
      return record.shells.map(({ pid }) => pid);
    },
    stop,
    remove: async () => {
      await stop();
      await machine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Address that the host prints once it accepts requests. */
async function listening({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('the host has no output');
  const said: string[] = [];
  stderr.on('data', (chunk) => said.push(String(chunk)));
  for await (const line of createInterface({ input: stdout })) {
    const found = /^listening on (\S+)$/.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`the host did not start: ${said.join('')}`);
}
