import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import type { EventList, Job } from '#schemas/generated/types.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { act, ended, jobIdOf, listVms, submit } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, capacity } from '../../support/host/ledgerOf.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { startTestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { skipTest } from '../../support/skipTest.ts';

/** Times are divided by this: a VM takes about a third of a second, so that a kill meets it in the middle. */
const SPEED = 20;
/** Steps of three VMs. */
const STEPS = 24;
const MOMENTS = 6;
const SEED = 20_260_101;

async function stepsSeen(host: Reachable): Promise<number> {
  const { body } = await request(host, { path: '/api/events?after=0&limit=1000' });
  return (body as EventList).events.filter(({ type }) => type === 'vm_step').length;
}

/** What is promised equals what the VMs of ours on the machine take, as every client can see. */
async function assertPromisedIsThere(host: Reachable): Promise<void> {
  const vms = (await listVms(host)).filter(({ managed }) => managed);
  const { resources } = await capacity(host);
  for (const { resource, volume, committed, reserved } of resources) {
    const taken = vms.reduce((sum, { charged, disks }) => {
      if (resource === 'cpu') return sum + charged.cpu_cores;
      if (resource === 'ram') return sum + charged.ram_mb;
      const here = disks.filter(({ path }) => path.startsWith(volume ?? '?'));
      return sum + here.reduce((size, disk) => size + disk.size_mb, 0);
    }, 0);
    assert.deepEqual([committed, reserved], [taken, 0], `${resource} ${volume ?? ''}`);
  }
}

describe('a host that is killed', function () {
  this.timeout(60_000);
  const state = { directory: '', machine: '' };
  const processes = new Set<HostProcess>();

  before(function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
  });
  beforeEach(() => {
    state.directory = mkdtempSync(join(tmpdir(), 'vmspec-kill-'));
    state.machine = join(state.directory, 'machine.json');
    writeFileSync(state.machine, JSON.stringify(smallMachine));
  });
  afterEach(async () => {
    for (const host of processes) await host.kill();
    processes.clear();
    rmSync(state.directory, { recursive: true, force: true });
  });

  const start = async (speed = SPEED): Promise<HostProcess> => {
    const started = await startHostProcess({ ...state, speed });
    if (!('host' in started)) assert.fail(started.ended.stderr);
    processes.add(started.host);
    return started.host;
  };

  /** Ends the process in good order and compares its records with the machine file by file. */
  const assertConsistent = async (host: HostProcess): Promise<void> => {
    await assertPromisedIsThere(host);
    await host.kill('SIGTERM');
    const again = await startTestHost({ directory: state.directory, machine: smallMachine });
    try {
      assertLedgerIsMachine(again);
    } finally {
      await again.stop();
    }
  };

  const assertWhole = (job: Job, names: readonly string[]): void => {
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    assert.deepEqual(job.vms.map(({ vm_name }) => vm_name).sort(), [...names].sort());
  };

  const three = spec(
    vm('a', { cpu_cores: 2 }),
    vm('b', { data_disks: [{ size_gb: 2, volume: 'D:\\' }] }),
    vm('c', { start: false }),
  );

  const random = seededRandom(SEED);
  const moments = Array.from({ length: MOMENTS }, (_, index) => {
    const part = STEPS / MOMENTS;
    return 1 + Math.floor(index * part + random.fraction() * part);
  });
  for (const moment of moments) {
    it(`at step ${moment} of ${STEPS}, and once more while it recovers, finishes the job with nothing doubled or left over`, async () => {
      const first = await start();
      const id = await submit(first, three);
      await waitFor(`${moment} steps`, async () => (await stepsSeen(first)) >= Math.min(moment, STEPS - 2));
      await first.kill();
      const second = await start();
      const seen = await stepsSeen(second);
      await waitFor('a further step, or the end', async () => {
        const { status } = (await request(second, { path: `/api/jobs/${id}` })).body as Job;
        return status === 'Success' || (await stepsSeen(second)) > seen;
      });
      await second.kill();
      const third = await start(0);
      const job = await ended(third, id);
      assertWhole(job, ['a', 'b', 'c']);
      const vms = await listVms(third);
      assert.deepEqual(vms.map(({ vm_name }) => vm_name).sort(), ['a', 'b', 'c']);
      await assertConsistent(third);
    });
  }

  it('in the middle of cancelling, leaves whole VMs or none', async () => {
    const first = await start();
    const id = await submit(first, three);
    await waitFor('10 steps', async () => (await stepsSeen(first)) >= 10);
    jobIdOf(await act(first, `/api/jobs/${id}/cancel`));
    const seen = await stepsSeen(first);
    await waitFor('the clean-up has begun', async () => (await stepsSeen(first)) > seen);
    await first.kill();
    const second = await start(0);
    const job = await ended(second, id);
    assert.deepEqual([job.status, job.reason], ['Failed', 'cancelled']);
    const vms = await listVms(second);
    assert.equal(vms.length, job.counts.created);
    await assertConsistent(second);
  });

  it('gives its data directory free, so that the next one can start', async () => {
    const first = await start(0);
    await first.kill();
    const second = await start(0);
    assert.deepEqual(await listVms(second), []);
  });

  it('T22: a second host on its data directory says so, ends with 75, and leaves the first undisturbed', async () => {
    const first = await start(0);
    const id = await submit(first, three);
    const second = await startHostProcess({ ...state, speed: 0 });
    if (!('ended' in second)) {
      await second.host.kill();
      assert.fail('the second host runs');
    }
    assert.equal(second.ended.code, 75);
    assert.equal(
      second.ended.stderr.trim(),
      'Another host uses this data directory. Stop it first, or give this one its own with --data-dir.',
    );
    const job = await ended(first, id);
    assertWhole(job, ['a', 'b', 'c']);
    await assertConsistent(first);
  });
});
