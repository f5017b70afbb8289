import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { bigMachine, oneVm } from '../../bench/host/bigMachine.ts';
import { openConnection, type RequestLine } from '../../bench/load/connection.ts';
import type { Reachable } from '../host/client.ts';
import { startHostProcess, type HostProcess } from '../host/hostProcess.ts';

/** A request for one VM whose name is its key as well. */
export interface Submission {
  readonly name: string;
  /** Null: the host was killed before it answered. */
  readonly jobId: string | null;
}

const CLIENTS = 4;

/** Prepares the data directory of a host that is killed again and again: a large machine, and clients may hurry. */
export function makeKillData(directory: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(machineFile(directory), JSON.stringify(bigMachine));
  const limits = { max_requests_per_socket: 1_000_000, jobs_per_second: 1_000_000 };
  writeFileSync(dataFiles(directory).config, JSON.stringify({ limits }));
}

/** Starts a host on that data in a process of its own. Throws with what it says when it does not start. */
export async function startKillHost(directory: string, speed: number): Promise<HostProcess> {
  const started = await startHostProcess({ directory, machine: machineFile(directory), speed });
  if ('host' in started) return started.host;
  throw new Error(`the host does not start: ${started.ended.code ?? 'signal'} ${started.ended.stderr}`);
}

function machineFile(directory: string): string {
  return join(directory, 'machine.json');
}

/** Submits as fast as several clients can until so many were acknowledged, then kills the host in the middle of it. */
export async function submitUntilKilled(
  host: HostProcess,
  names: Iterator<string>,
  acknowledged: number,
): Promise<Submission[]> {
  const all: Submission[] = [];
  const state = { acknowledged: 0, killed: Promise.resolve<unknown>(undefined) };
  const client = async (): Promise<void> => {
    const connection = await openConnection(host.url, host.token);
    for (;;) {
      const name = String(names.next().value);
      try {
        const { status, body } = await connection.send(submission(name));
        if (status !== 202) throw new Error(`${name} was answered ${status}: ${body}`);
        all.push({ name, jobId: jobIdIn(body) });
      } catch (error) {
        if (state.acknowledged < acknowledged) throw error;
        all.push({ name, jobId: null });
        return;
      }
      state.acknowledged += 1;
      if (state.acknowledged === acknowledged) state.killed = host.kill();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await state.killed;
  return all;
}

/** Submits once more, with the same keys; answers the ids of the jobs, and which of them are told to be replays. */
export async function submitAgain(
  host: Reachable,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const connection = await openConnection(host.url, host.token);
  const ids = new Map<string, string>();
  for (const name of names) {
    const { status, body } = await connection.send(submission(name));
    if (status !== 202) throw new Error(`${name} was answered ${status} the second time: ${body}`);
    ids.set(name, jobIdIn(body));
  }
  connection.close();
  return ids;
}

function submission(name: string): RequestLine {
  const body = JSON.stringify(oneVm(name));
  return { method: 'POST', path: '/api/vms/provision', body, headers: [`Idempotency-Key: key-of-${name}`] };
}

function jobIdIn(body: string): string {
  return (JSON.parse(body) as ProvisionAccepted).provisioning_job_response.job_id;
}
