import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostConfig, SimulatedHostFile } from '#schemas/generated/types.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { bigMachine } from './bigMachine.ts';

export interface BenchHostOptions {
  readonly root: string;
  /** Its data directory; made when it is not there. */
  readonly folder: string;
  /** How many times faster than Hyper-V; 0: without latency. */
  readonly speed: number;
  readonly machine?: SimulatedHostFile;
}

/** A host in a process of its own, as users start it. */
export interface BenchHost {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** From the start of the process to the line that it listens, in ms. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** What is set otherwise than by default: only how long one client may go on, never what makes an answer durable. */
const config: HostConfig = {
  limits: { max_requests_per_socket: 1_000_000, websocket_clients: 64, jobs_per_second: 1_000_000 },
};

/** Starts `vmspec serve` from the bundle and waits until it listens. */
export async function startBenchHost(options: BenchHostOptions): Promise<BenchHost> {
  const { root, folder } = options;
  const files = dataFiles(folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.config, JSON.stringify(config));
  const machine = join(folder, 'machine.json');
  writeFileSync(machine, JSON.stringify(options.machine ?? bigMachine));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...[join(root, 'dist', 'vmspec.js'), 'serve', '--driver', 'simulated', '--port', '0'],
      ...['--data-dir', folder, '--sim-host', machine, '--sim-speed', String(options.speed)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await listening(child.stdout);
  const startMs = performance.now() - started;
  return {
    url,
    token: readFileSync(files.token, 'utf8').trim(),
    pid: child.pid ?? 0,
    startMs,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function listening(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /^listening on (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the host ended before it listened');
}
