import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertLedgerIsMachine } from '../host/ledgerOf.ts';
import { smallMachine } from '../host/smallMachine.ts';
import { startTestHost } from '../host/testHost.ts';
import { askAndWait, prepare, type CrashJob } from './crashJobs.ts';

/** A kind of job, ready to be begun as often as one likes. */
export interface CrashBench {
  readonly job: CrashJob;
  /** Data of a host before the job. */
  readonly data: string;
  readonly vmId: string;
  readonly program: string;
  /** Holds everything that is made here. */
  readonly folder: string;
}

/** Makes what is there before the job. The program is `crashHost.ts`, bundled. */
export async function crashBench(job: CrashJob, program: string): Promise<CrashBench> {
  const folder = mkdtempSync(join(tmpdir(), `vmspec-crash-${job.name}-`));
  const data = join(folder, 'before');
  const host = await startTestHost({ directory: data, machine: smallMachine });
  try {
    return { job, data, vmId: await prepare(host, job), program, folder };
  } finally {
    await host.stop();
  }
}

export function removeBench({ folder }: CrashBench): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Copies the data of a host that does not run. */
export function copyData(bench: CrashBench, from: string, name: string): string {
  const to = join(bench.folder, name);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  return to;
}

/**
 * Runs a host on this data until it kills itself at that point; counted from the submission of the job, or from its own
 * start. Answers null, or how many points there were when the job ended before.
 */
export async function runToPoint(
  { job, vmId, program }: CrashBench,
  data: string,
  point: number,
  from: 'job' | 'start',
): Promise<number | null> {
  const child = spawn(process.execPath, [program, data, job.name, vmId, String(point), from], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(program, '..', 'cache') },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString('utf8')));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, by) => resolve([exit, by]));
  });
  if (signal === 'SIGKILL') return null;
  if (code === 0) return Number(said.out);
  throw new Error(`${job.name}: the host ended with ${code ?? signal ?? '?'}: ${said.err}`);
}

/** Starts a host on this data, asks for the job again, and throws unless all is as if nothing had happened. */
export async function assertGoodEnd({ job, vmId }: CrashBench, data: string): Promise<void> {
  const host = await startTestHost({ directory: data, machine: smallMachine, faults: job.faults });
  try {
    job.check(host, await askAndWait(host, job, vmId));
    assertLedgerIsMachine(host);
  } finally {
    await host.stop();
  }
}
