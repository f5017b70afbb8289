import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobList, Vm, VmList } from '#schemas/generated/types.ts';
import { createConnection } from '../../../client/src/connection/hostConnection.ts';
import type { TargetReading } from '../../../client/src/connection/target.ts';
import { endedJobs, endKey } from '../../../client/src/jobEnds/endedJobs.ts';
import { keptJob } from '../../../client/src/store/applyEvent.ts';
import type { HostState } from '../../../client/src/store/hostState.ts';
import { createHostStore, type HostStore } from '../../../client/src/store/hostStore.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { hosts } from '../../support/host/hosts.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';

/** A store on a connection of its own. */
interface Watched {
  readonly store: HostStore;
  readonly ended: string[];
  stop(): void;
  look(): void;
}

function watch(find: () => TargetReading): Watched {
  const connection = createConnection({
    find: () => Promise.resolve(find()),
    client: 'test',
    random: () => 0,
    log: () => undefined,
  });
  const store = createHostStore({ connection, now: () => new Date(), log: () => undefined });
  const ended: string[] = [];
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
    look: () => connection.connect(),
    stop: () => {
      store.stop();
      connection.stop();
    },
  };
}

function targetOf({ url, token }: Reachable): TargetReading {
  return { target: { url: new URL(url), token, certSha256: null, foundIn: 'a test' } };
}

async function provision(host: Reachable, ...names: readonly string[]): Promise<void> {
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

async function agrees(watched: Watched, host: Reachable): Promise<void> {
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

describe('the store of the editor beside a real host', () => {
  const running = hosts();

  it('knows what the host has, and follows what happens on it', async () => {
    const host = await running.start();
    const watched = watch(() => targetOf(host));
    try {
      await provision(host, 'a', 'b', 'c');
      await waitFor('the job has ended', () => watched.ended.length === 1);
      await agrees(watched, host);
      const [first] = watched.store.state()?.vms.values() ?? [];
      assert.ok(first !== undefined);
      const path = `/api/vms/${first.vm_id}`;
      assert.equal(
        (await request(host, { method: 'POST', path: `${path}/stop`, body: '{"mode":"turn_off"}' })).status,
        202,
      );
      await waitFor('it is off', () => watched.store.state()?.vms.get(first.vm_id)?.state === 'Off');
      assert.equal((await request(host, { method: 'DELETE', path: `${path}?disks=delete` })).status, 202);
      await waitFor('it is gone', () => watched.store.state()?.vms.has(first.vm_id) === false);
      await waitFor('all jobs have ended', () => watched.ended.length === 3);
      await agrees(watched, host);
      assert.equal(watched.store.samples().length > 0, true);
    } finally {
      watched.stop();
    }
  });

  it('forgets a host that is left', async () => {
    const host = await running.start();
    const at: { reading: TargetReading } = { reading: targetOf(host) };
    const watched = watch(() => at.reading);
    try {
      await waitFor('it is known', () => watched.store.state());
      at.reading = { none: 'nothing here' };
      watched.look();
      await waitFor('it is forgotten', () => watched.store.state() === null);
    } finally {
      watched.stop();
    }
  });

  it('misses nothing of a host that is killed and started again, and tells no end twice', async function () {
    if (!isBuilt()) skipTest(this, 'the program is not built: npm run bundle');
    this.timeout(60_000);
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-store-'));
    const start = async (): Promise<HostProcess> => {
      const started = await startHostProcess({ directory, speed: 20 });
      if ('ended' in started) throw new Error(started.ended.stderr);
      return started.host;
    };
    const at = { host: await start() };
    const watched = watch(() => targetOf(at.host));
    const template = 'C:\\Templates\\ubuntu-24.04.vhdx';
    const submit = async (name: string): Promise<void> => {
      const body = JSON.stringify(spec(vm(name, { disk_template_path: template })));
      assert.equal(
        (await request(at.host, { method: 'POST', path: '/api/vms/provision', body })).status,
        202,
      );
    };
    try {
      await waitFor('it is known', () => watched.store.state());
      await submit('before');
      await waitFor('the first job has ended', () => watched.ended.length === 1);
      await submit('during');
      await at.host.kill();
      at.host = await start();
      watched.look();
      await waitFor('the second job has ended', () => watched.ended.length >= 2);
      await submit('after');
      await waitFor('the third job has ended', () => watched.ended.length >= 3);
      await agrees(watched, at.host);
      assert.equal(watched.ended.length, 3);
      assert.equal(new Set(watched.ended).size, 3);
      assert.equal(watched.store.state()?.host.epoch, 2);
    } finally {
      watched.stop();
      await at.host.kill('SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
