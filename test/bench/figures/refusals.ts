import { join } from 'node:path';
import type { BenchContext, Figure, Measurement } from '../figure.ts';
import { startBenchHost, type BenchHost } from '../host/benchHost.ts';
import { manyVms, oneVm } from '../host/bigMachine.ts';
import { openConnection, type RequestLine } from '../load/connection.ts';
import { drive, type LoadResult } from '../load/drive.ts';
import { submit } from '../host/calls.ts';
import { median, spread } from '../numbers.ts';

/** VMs that the host has promised room to while it refuses. */
const HELD = 1000;
const REQUESTS = 5000;
const ROUNDS = 3;
const CONNECTIONS = 10;

/** Answers to requests that do not fit, and to requests that are wrong. */
export const refusals: Figure = {
  name: 'refusals',
  measure: async (context) => {
    const folder = join(context.folder, 'refusals');
    const host = await startBenchHost({ root: context.root, folder, speed: 1 });
    try {
      await fill(host);
      return [
        await refuse(context, host, 'answers 409 (does not fit)', tooBig(), 409),
        await refuse(context, host, 'answers 400 (two mistakes)', wrong(), 400),
      ];
    } finally {
      await host.stop();
    }
  },
};

async function fill({ url, token }: BenchHost): Promise<void> {
  const connection = await openConnection(url, token);
  for (let part = 0; part < HELD / 500; part += 1) {
    const body = JSON.stringify(manyVms(500, `held-${part}`));
    await submit(connection, { method: 'POST', path: '/api/vms/provision', body });
  }
  connection.close();
}

async function refuse(
  context: BenchContext,
  host: BenchHost,
  what: string,
  body: string,
  status: number,
): Promise<Measurement> {
  const request: RequestLine = { method: 'POST', path: '/api/vms/provision', body };
  const requests = Array.from({ length: REQUESTS }, () => request);
  const results: LoadResult[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    context.say(`${status}, ${round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`}`);
    const result = await drive({ ...host, connections: CONNECTIONS, requests, status });
    if (round > 0) results.push(result);
  }
  return {
    what,
    value: median(results.map(({ perSecond }) => perSecond)),
    unit: '/s',
    target: { bound: 'at least', value: 2500 },
    raw: results.map(({ perSecond, latencies }) => ({ perSecond, latency_ms: spread(latencies) })),
  };
}

function tooBig(): string {
  const { provisioning_request } = oneVm('too-big');
  const vms = provisioning_request.vms.map((vm) => ({ ...vm, cpu_cores: 2048 }));
  return JSON.stringify({ provisioning_request: { ...provisioning_request, vms } });
}

function wrong(): string {
  const { provisioning_request } = oneVm('wrong');
  const vms = provisioning_request.vms.map((vm) => ({ ...vm, cpu_cores: 0, ram_min_mb: 4096 }));
  return JSON.stringify({ provisioning_request: { ...provisioning_request, vms } });
}
