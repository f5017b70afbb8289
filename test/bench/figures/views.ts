import type { HostEvent } from '#schemas/generated/types.ts';
import type { ConnectionState } from '../../../client/src/connection/state.ts';
import { changedRows as changedMessages } from '../../../client/src/dashboard/changedRows.ts';
import { noRows, rowsOf, type DashboardRowSet } from '../../../client/src/dashboard/rows.ts';
import { complete, type Mirror } from '../../../client/src/store/hostState.ts';
import { reduce } from '../../../client/src/store/reduce.ts';
import { hostsModel } from '../../../client/src/views/hosts/hostsModel.ts';
import { jobsModel } from '../../../client/src/views/jobs/jobsModel.ts';
import { changedRows, emptyModel, type Model } from '../../../client/src/views/tree/model.ts';
import { hostJob, hostState, hostVm, jobId, sampleHost } from '../../support/hostSamples.ts';
import type { Figure } from '../figure.ts';
import { quantile, spread } from '../numbers.ts';

const VMS = 5000;
const VMS_PER_JOB = 25;
/** 200 events a second, gathered for 250 ms. */
const EVENTS = 50;
const FLUSHES = 200;

/** What the views of the editor cost with 5,000 VMs of which 200 change every second: one round of everything that is told. */
export const views: Figure = {
  name: 'views',
  measure: ({ say }) => {
    say(`${VMS} VMs, ${FLUSHES} rounds of ${EVENTS} events`);
    const start = bigState();
    const open: ConnectionState = { kind: 'open', host: sampleHost, attempt: 0 };
    const live: { mirror: Mirror; hosts: Model; jobs: Model; sent: DashboardRowSet; seq: number } = {
      mirror: start,
      hosts: emptyModel,
      jobs: emptyModel,
      sent: noRows,
      seq: 0,
    };
    const store: number[] = [];
    const trees: number[] = [];
    const dashboard: number[] = [];
    const repainted: number[] = [];
    const round = (events: readonly HostEvent[]): void => {
      const began = performance.now();
      const { mirror, changes } = reduce(
        live.mirror,
        events.map((event) => ({ kind: 'event', event })),
      );
      live.mirror = mirror;
      const reduced = performance.now();
      const state = complete(live.mirror, '2026-01-31T12:00:00.000Z');
      const hosts = hostsModel(live.hosts, open, state, { groupBy: 'job', showOthers: true });
      // As the view of the jobs does: it follows jobs only.
      const isJobNews = changes.jobs.size > 0 || live.jobs === emptyModel;
      const jobs = isJobNews ? jobsModel(live.jobs, state) : live.jobs;
      const changed = changedRows(live.hosts, hosts);
      changedRows(live.jobs, jobs);
      const built = performance.now();
      const rows = state === null ? noRows : rowsOf(state, live.sent);
      changedMessages(rows, live.sent);
      Object.assign(live, { hosts, jobs, sent: rows });
      store.push(reduced - began);
      trees.push(built - reduced);
      dashboard.push(performance.now() - built);
      repainted.push(changed === 'all' ? VMS : changed.length);
    };
    round([]);
    const first = (trees.pop() ?? 0) + (store.pop() ?? 0) + (dashboard.pop() ?? 0);
    repainted.pop();
    for (let n = 0; n < FLUSHES; n += 1) round(eventsOf(live));
    const whole = store.map((ms, index) => ms + (trees[index] ?? 0) + (dashboard[index] ?? 0));
    return Promise.resolve([
      {
        what: 'views, 5,000 VMs, 200 events/s: longest round of store, trees and dashboard',
        value: Math.max(...whole),
        unit: 'ms',
        target: { bound: 'at most', value: 100 },
        raw: { first, store: spread(store), trees: spread(trees), dashboard: spread(dashboard) },
      },
      {
        what: '  the same, middle',
        value: quantile(whole, 0.5),
        unit: 'ms',
        target: null,
        raw: spread(whole),
      },
      {
        what: '  rows shown anew in a round, most',
        value: Math.max(...repainted),
        unit: '',
        target: { bound: 'at most', value: 3 * EVENTS },
        raw: spread(repainted),
      },
    ]);
  },
};

function bigState(): Mirror {
  const names = Array.from({ length: VMS }, (_, n) => `vm-${String(n)}`);
  const jobs = Array.from({ length: VMS / VMS_PER_JOB }, (_, n) =>
    hostJob(n, names.slice(n * VMS_PER_JOB, (n + 1) * VMS_PER_JOB)),
  );
  const vms = names.map((name, n) => hostVm(name, { job_id: jobId(Math.floor(n / VMS_PER_JOB)) }));
  return hostState(vms, jobs);
}

/** VMs all over the host that are turned on or off. */
function eventsOf(live: { readonly mirror: Mirror; seq: number }): HostEvent[] {
  return Array.from({ length: EVENTS }, (): HostEvent => {
    live.seq += 1;
    const vm_name = `vm-${String((live.seq * 97) % VMS)}`;
    const vm_id = `id-${vm_name}`;
    const state = live.mirror.vms?.get(vm_id)?.state === 'Off' ? 'Running' : 'Off';
    return {
      seq: live.seq,
      at: '2026-01-31T12:00:00.000Z',
      type: 'vm_changed',
      vm_name,
      vm_id,
      data: { state },
    };
  });
}
