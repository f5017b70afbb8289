import { join } from 'node:path';
import type { Figure, Measurement } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { manyVms, oneVm } from '../host/bigMachine.ts';
import { submit } from '../host/calls.ts';
import { openConnection, type RequestLine } from '../load/connection.ts';
import { steadily } from '../load/steady.ts';
import { quantile, spread } from '../numbers.ts';

const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP = 100;
/** VMs that are there meanwhile: what the lists hold. */
const VMS = 100;

/** Answers at a steady 50 requests a second while jobs run as slowly as on Hyper-V. */
export const latency: Figure = {
  name: 'latency',
  measure: async (context) => {
    const folder = join(context.folder, 'latency');
    const host = await startBenchHost({ root: context.root, folder, speed: 1 });
    try {
      const connection = await openConnection(host.url, host.token);
      const held = JSON.stringify(manyVms(VMS, 'held'));
      const jobId = await submit(connection, { method: 'POST', path: '/api/vms/provision', body: held });
      connection.close();
      await steadily({ ...host, perSecond: PER_SECOND, requests: posts('warm', WARM_UP), status: 202 });
      context.say(`${PER_SECOND} submissions a second for ${SECONDS} s`);
      const load = { ...host, perSecond: PER_SECOND };
      const post = await steadily({ ...load, requests: posts('vm', PER_SECOND * SECONDS), status: 202 });
      const paths = ['/api/capacity', `/api/jobs/${jobId}`, '/api/vms', '/api/jobs', '/api/host'];
      context.say(`${PER_SECOND} questions a second for ${SECONDS} s`);
      const get = await steadily({ ...load, requests: gets(paths, PER_SECOND * SECONDS), status: 200 });
      return [
        row(`POST at ${PER_SECOND}/s, 99 % within`, post, 50),
        row(`GET at ${PER_SECOND}/s, 99 % within`, get, 20),
      ];
    } finally {
      await host.stop();
    }
  },
};

function posts(prefix: string, count: number): RequestLine[] {
  return Array.from({ length: count }, (_item, index) => ({
    method: 'POST',
    path: '/api/vms/provision',
    body: JSON.stringify(oneVm(`${prefix}-${index + 1}`)),
  }));
}

function gets(paths: readonly string[], count: number): RequestLine[] {
  return Array.from({ length: count }, (_item, index) => ({
    method: 'GET',
    path: paths[index % paths.length] ?? '/',
    body: '',
  }));
}

function row(what: string, latencies: readonly number[], most: number): Measurement {
  const target = { bound: 'at most', value: most } as const;
  return { what, value: quantile(latencies, 0.99), unit: 'ms', target, raw: spread(latencies) };
}
