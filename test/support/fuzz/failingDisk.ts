import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { HostFile } from '#schemas/generated/types.ts';

/** Makes calls of a running process fail, until it is told to stop. */
export interface FailingDisk {
  readonly stop: () => Promise<void>;
}

/** Whether there is a strace to do so with. */
export function hasStrace(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, 'strace'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Has these system calls of the host in this data directory fail. Null: strace may not look into other processes. */
export async function failCalls(
  directory: string,
  calls: string,
  error: string,
): Promise<FailingDisk | null> {
  const { pid } = JSON.parse(readFileSync(join(directory, 'host.json'), 'utf8')) as HostFile;
  const tracer = spawn(
    'strace',
    [
      '-f',
      '-p',
      String(pid),
      '-o',
      '/dev/null',
      '-e',
      `trace=${calls}`,
      '-e',
      `inject=${calls}:error=${error}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<'ended'>((resolve) => {
    tracer.once('error', () => resolve('ended'));
    tracer.once('close', () => resolve('ended'));
  });
  const attached = new Promise<'attached'>((resolve) => {
    const said = { text: '' };
    tracer.stderr.on('data', (chunk: Buffer) => {
      said.text += chunk.toString('utf8');
      if (said.text.includes('attached')) resolve('attached');
    });
  });
  if ((await Promise.race([attached, ended])) === 'ended') return null;
  return {
    stop: async () => {
      tracer.kill('SIGINT');
      await ended;
    },
  };
}
