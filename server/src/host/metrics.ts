import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { capacityOf, resourceKey } from '#core/capacity.ts';
import type { ServiceContext } from './services/context.ts';
import type { Services } from './services/services.ts';

/** What the host counts. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'method' | 'status'>;
  readonly duration: Histogram<'method'>;
  readonly sockets: Gauge;
}

const prefix = 'vmspec_';

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: `${prefix}http_requests_total`,
      help: 'Requests answered.',
      labelNames: ['method', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: `${prefix}http_request_seconds`,
      help: 'Time to answer a request.',
      labelNames: ['method'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10],
      registers,
    }),
    sockets: new Gauge({
      name: `${prefix}websocket_clients`,
      help: 'WebSocket clients connected.',
      registers,
    }),
  };
}

/** Counts every answered request. */
export function countRequests({ requests, duration }: Metrics) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    requests.inc({ method: request.method, status: String(reply.statusCode) });
    duration.observe({ method: request.method }, reply.elapsedTime / 1000);
    next();
  };
}

/** The metrics as Prometheus reads them; what can be asked for is asked for now rather than counted along. */
export async function renderMetrics({ registry }: Metrics, { context, activity }: Services): Promise<string> {
  const live = new Registry();
  gauge(live, 'activity_records_lost', 'Records of the activity log that could not be written.', []).set(
    activity.state().lost,
  );
  jobGauges(live, context);
  capacityGauges(live, context);
  processGauges(live);
  return Registry.merge([registry, live]).metrics();
}

function jobGauges(live: Registry, { store, runner }: ServiceContext): void {
  const jobs = gauge(live, 'jobs', 'Jobs by kind and status.', ['kind', 'status']);
  for (const { kind, status, count } of store.jobs.countByStatus()) jobs.set({ kind, status }, count);
  const vms = gauge(live, 'job_vms', 'VMs that wait for work or are worked on.', ['state']);
  const { waiting, active } = runner.load();
  vms.set({ state: 'waiting' }, waiting);
  vms.set({ state: 'active' }, active);
  gauge(live, 'event_seq', 'Position of the newest event.', []).set(store.events.newest());
}

function capacityGauges(live: Registry, { watch, store }: ServiceContext): void {
  const view = watch.current();
  gauge(live, 'inventory_known', 'Whether the last reading of the host succeeded.', []).set(
    view === null ? 0 : 1,
  );
  const capacity = gauge(live, 'capacity', 'Capacity of the host: cores, and MB of memory and storage.', [
    'resource',
    'volume',
    'figure',
  ]);
  const promised = store.ledger.promised();
  for (const base of view?.bases ?? []) {
    const state = capacityOf(base, promised.get(resourceKey(base)));
    const {
      resource,
      volume = '',
      total,
      available,
      over_by,
      committed,
      committed_unmanaged,
      reserved,
    } = state;
    const figures = { total, available, over_by, committed, committed_unmanaged, reserved };
    for (const [figure, value] of Object.entries(figures)) capacity.set({ resource, volume, figure }, value);
  }
}

function processGauges(live: Registry): void {
  const memory = gauge(live, 'process_memory_bytes', 'Memory of the host process.', ['kind']);
  const { rss, heapUsed } = process.memoryUsage();
  memory.set({ kind: 'rss' }, rss);
  memory.set({ kind: 'heap' }, heapUsed);
}

function gauge<L extends string>(
  live: Registry,
  name: string,
  help: string,
  labelNames: readonly L[],
): Gauge<L> {
  return new Gauge({ name: `${prefix}${name}`, help, labelNames, registers: [live] });
}
