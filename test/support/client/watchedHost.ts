import assert from 'node:assert/strict';
import type { JobList, Vm, VmList } from '#schemas/generated/types.ts';
import { createConnection } from '../../../client/src/connection/hostConnection.ts';
import type { ConnectionState } from '../../../client/src/connection/state.ts';
import type { TargetReading } from '../../../client/src/connection/target.ts';
import { endedJobs, endKey } from '../../../client/src/jobEnds/endedJobs.ts';
import { keptJob } from '../../../client/src/store/applyEvent.ts';
import type { HostState } from '../../../client/src/store/hostState.ts';
import { createHostStore, type HostStore } from '../../../client/src/store/hostStore.ts';
import { request, type Reachable } from '../host/client.ts';
import { spec, vm } from '../host/vm.ts';
import { waitFor } from '../host/waitFor.ts';

/** A store on a connection of its own. */
export interface Watched {
  readonly store: HostStore;
  /** Every end of a job that a person was told of, in order. */
  readonly ended: string[];
  /** Kinds of states that the connection went through. */
  readonly states: ConnectionState['kind'][];
  stop(): void;
  look(): void;
}

/** Watches the host that `find` names at the time, as the editor does, and hears of every job that ends. */
export function watchHost(find: () => TargetReading, pingMs?: number): Watched {
  const connection = createConnection({
    find: () => Promise.resolve(find()),
    client: 'test',
    random: () => 0,
    log: () => undefined,
    ...(pingMs === undefined ? {} : { pingMs }),
  });
  const store = createHostStore({ connection, now: () => new Date(), log: () => undefined });
  const ended: string[] = [];
  const states: ConnectionState['kind'][] = [];
  connection.follow({ state: ({ kind }) => states.push(kind) });
  const seen: { state: HostState | null } = { state: null };
  store.follow(() => {
    const state = store.state();
    if (state === null) return;
    ended.push(...endedJobs(seen.state, state).map(endKey));
    seen.state = state;
  });
  connection.connect();
  return {
    store,
    ended,
    states,
    look: () => connection.connect(),
    stop: () => {
      store.stop();
      connection.stop();
    },
  };
}

/** The host as what a connection looks for. */
export function targetOf({ url, token }: Reachable): TargetReading {
  return { target: { url: new URL(url), token, certSha256: null, foundIn: 'a test' } };
}

/** Submits VMs of these names. */
export async function provisionNamed(host: Reachable, ...names: readonly string[]): Promise<void> {
  const body = JSON.stringify(spec(...names.map((name) => vm(name))));
  const { status, text } = await request(host, { method: 'POST', path: '/api/vms/provision', body });
  assert.equal(status, 202, text);
}

/** What a fresh reading says, without what moves while a VM runs. */
async function fresh(host: Reachable): Promise<{ readonly vms: object; readonly jobs: object }> {
  const { vms } = (await request(host, { path: '/api/vms' })).body as VmList;
  const { jobs } = (await request(host, { path: '/api/jobs?limit=200' })).body as JobList;
  return {
    vms: Object.fromEntries(vms.map((one) => [one.vm_id, still(one)])),
    jobs: Object.fromEntries(jobs.map((job) => [job.job_id, keptJob(job)])),
  };
}

function known({ store }: Watched): { readonly vms: object; readonly jobs: object } | null {
  const state = store.state();
  if (state === null) return null;
  return {
    vms: Object.fromEntries(Array.from(state.vms, ([id, one]) => [id, still(one)])),
    jobs: Object.fromEntries(state.jobs),
  };
}

function still({ memory_assigned_mb: _, uptime_s: __, heartbeat: ___, disks, ...vm }: Vm): object {
  return { ...vm, disks: disks.map(({ file_mb: ____, ...disk }) => disk) };
}

/** Waits until the store says what the host says. */
export async function agrees(watched: Watched, host: Reachable): Promise<void> {
  await waitFor('the store says what the host says', async () => {
    const [theirs, ours] = [await fresh(host), known(watched)];
    return JSON.stringify(sorted(theirs)) === JSON.stringify(sorted(ours));
  });
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, sorted(one)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
