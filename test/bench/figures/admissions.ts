import { join } from 'node:path';
import type { Job, JobList, JobStatus } from '#schemas/generated/types.ts';
import type { BenchContext, Figure, Measurement } from '../figure.ts';
import { startBenchHost, type BenchHost } from '../host/benchHost.ts';
import { oneVm } from '../host/bigMachine.ts';
import { call, idle } from '../host/calls.ts';
import { openConnection, type Connection, type RequestLine } from '../load/connection.ts';
import { drive, type LoadResult } from '../load/drive.ts';
import { median, quantile, spread } from '../numbers.ts';
import { bareInserts } from '../peers/bareInserts.ts';

/** VMs that the host has promised room to at the end of a round. */
const HELD = 1000;
/** Measured rounds; one before them warms the host up, as one is that has been up for a while. */
const ROUNDS = 4;

/** Accepted requests for one VM each, on disk when they are answered, while jobs run as slowly as on Hyper-V. */
export const admissions: Figure = {
  name: 'admissions',
  measure: async (context) => {
    const one = await rounds(context, 1);
    const fifty = await rounds(context, 50);
    const peer = await bareInserts(context, requests('peer'));
    return [
      rate('jobs accepted, 1 connection', one, { bound: 'at least', value: 1500 }),
      slowest('  99 % of them within', one, { bound: 'at most', value: 5 }),
      rate('jobs accepted, 50 connections', fifty, null),
      slowest('  99 % of them within', fifty, { bound: 'at most', value: 100 }),
      rate('peer: bare Fastify route, one durable insert, 1 connection', peer, null),
    ];
  },
};

async function rounds(context: BenchContext, connections: number): Promise<LoadResult[]> {
  const folder = join(context.folder, `admissions-${connections}`);
  const host = await startBenchHost({ root: context.root, folder, speed: 1 });
  const results: LoadResult[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      context.say(`${connections} connection(s), ${round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`}`);
      const result = await drive({ ...host, connections, requests: requests(`round-${round}`), status: 202 });
      if (round > 0) results.push(result);
      await cancelAll(host);
    }
    return results;
  } finally {
    await host.stop();
  }
}

/** Gives everything back, so that the next round begins with an empty machine. */
async function cancelAll({ url, token }: BenchHost): Promise<void> {
  const connection = await openConnection(url, token);
  try {
    const jobs = [...(await list(connection, 'Submitted')), ...(await list(connection, 'Provisioning'))];
    for (const { job_id } of jobs) {
      // One that has ended meanwhile is refused, which is as good.
      await connection.send({ method: 'POST', path: `/api/jobs/${job_id}/cancel`, body: '' });
    }
    await idle(connection);
  } finally {
    connection.close();
  }
}

async function list(connection: Connection, status: JobStatus, after = ''): Promise<Job[]> {
  const path = `/api/jobs?status=${status}&limit=200${after}`;
  const { jobs, next } = (await call(connection, { method: 'GET', path, body: '' })) as JobList;
  return next === null ? jobs : [...jobs, ...(await list(connection, status, `&after=${next}`))];
}

function requests(prefix: string): RequestLine[] {
  return Array.from({ length: HELD }, (_item, index) => ({
    method: 'POST',
    path: '/api/vms/provision',
    body: JSON.stringify(oneVm(`${prefix}-${index + 1}`)),
  }));
}

function rate(what: string, results: readonly LoadResult[], target: Measurement['target']): Measurement {
  const value = median(results.map(({ perSecond }) => perSecond));
  const raw = results.map(({ perSecond, latencies }) => ({ perSecond, latency_ms: spread(latencies) }));
  return { what, value, unit: '/s', target, raw };
}

function slowest(what: string, results: readonly LoadResult[], target: Measurement['target']): Measurement {
  const latencies = results.flatMap((result) => result.latencies);
  return { what, value: quantile(latencies, 0.99), unit: 'ms', target, raw: spread(latencies) };
}
