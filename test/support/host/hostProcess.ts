import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import type { Reachable } from './client.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'vmspec.js');

/** Whether the program was built; `npm test` builds it first. */
export function isBuilt(): boolean {
  return existsSync(program);
}

export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** A host in a process of its own, as users run it. */
export interface HostProcess extends Reachable {
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<Ended>;
  /** SIGKILL, unless another signal is asked for; resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<Ended>;
}

export interface HostProcessOptions {
  readonly directory: string;
  /** Divides the practice machine's times; 0: no waiting at all. */
  readonly speed: number;
  /** File that describes the machine. */
  readonly machine?: string;
  /** Seconds without use after which it ends by itself. */
  readonly untilIdle?: number;
  /** Further options of the command. */
  readonly options?: readonly string[];
}

/** Starts one and waits until it listens, or until it has ended: then with its exit code and what it said. */
export async function startHostProcess({
  directory,
  speed,
  machine,
  untilIdle,
  options = [],
}: HostProcessOptions): Promise<{ readonly host: HostProcess } | { readonly ended: Ended }> {
  const child = spawn(
    process.execPath,
    [
      program,
      ...[
        'serve',
        '--driver',
        'simulated',
        '--port',
        '0',
        '--data-dir',
        directory,
        '--sim-speed',
        String(speed),
      ],
      ...(machine === undefined ? [] : ['--sim-host', machine]),
      ...(untilIdle === undefined ? [] : ['--until-idle', String(untilIdle)]),
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = { stdout: '', stderr: '' };
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stderr: said.stderr });
    });
  });
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said.stdout += chunk.toString('utf8');
      const found = /^listening on (\S+)$/m.exec(said.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString('utf8');
  });
  const first = await Promise.race([url, ended]);
  if (typeof first !== 'string') return { ended: first };
  return {
    host: {
      ended,
      url: first,
      token: readFileSync(dataFiles(directory).token, 'utf8').trim(),
      kill: (signal = 'SIGKILL') => {
        child.kill(signal);
        return ended;
      },
    },
  };
}
