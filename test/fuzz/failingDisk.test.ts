import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { openStore } from '../../server/src/host/store/store.ts';
import { fakeClock } from '../support/fakeClock.ts';
import { failCalls, hasStrace } from '../support/fuzz/failingDisk.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { connectionsOf, failCommits } from '../support/fuzz/ownConnections.ts';
import { openTestStore } from '../support/fuzz/committedJobs.ts';
import { assertError } from '../support/host/assertAnswer.ts';
import { request } from '../support/host/client.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../support/host/hostProcess.ts';
import { hosts } from '../support/host/hosts.ts';
import { ended, jobIdOf, provision, readJob } from '../support/host/jobs.ts';
import { assertLedgerIsMachine, capacity } from '../support/host/ledgerOf.ts';
import { assertNoTrace, traceOf } from '../support/host/trace.ts';
import { spec, vm } from '../support/host/vm.ts';
import { waitFor } from '../support/host/waitFor.ts';
import { jobDraft } from '../support/heldVm.ts';
import { skipTest } from '../support/skipTest.ts';

/** SQLite's numbers: an error of the disk when it was told to make data durable; no space. */
const IOERR_FSYNC = 1034;
const FULL = 13;
/** As many pages as SQLite allows at all. */
const ALL_PAGES = 4_294_967_294;

describe('a disk that fails under the records', function () {
  this.timeout(60_000);
  const { start } = hosts();
  const state = { folder: '' };
  const processes = new Set<HostProcess>();
  before(() => {
    state.folder = fastDirectory();
  });
  afterEach(async () => {
    for (const host of processes) await host.kill();
    processes.clear();
  });
  after(() => {
    rmSync(state.folder, { recursive: true, force: true });
  });

  const serve = async (directory: string): Promise<HostProcess> => {
    const started = await startHostProcess({ directory, speed: 0 });
    if (!('host' in started)) assert.fail(started.ended.stderr);
    processes.add(started.host);
    return started.host;
  };

  it('T24: a database that may not grow refuses with 503 and leaves no trace, until there is space again', async () => {
    const clock = fakeClock();
    const { value: host, connections } = await connectionsOf(() => start({ clock }));
    const [records] = connections.filter(
      (one) => one.isOpen && one.location()?.endsWith('vmspec.db') === true,
    );
    assert.ok(records !== undefined);
    const pages = Number(records.prepare('PRAGMA page_count').get()?.['page_count']);
    records.exec(`PRAGMA max_page_count = ${String(pages)}`);
    const accepted: string[] = [];
    const refused = await waitFor('the database is full', async () => {
      const before = traceOf(host);
      const answer = await provision(host, spec(vm(`vm-${String(accepted.length)}`)));
      if (answer.status === 503) {
        assertNoTrace(host, before);
        return answer;
      }
      accepted.push(jobIdOf(answer));
      return null;
    });
    assertError(refused, 503, 'storage_full');
    records.exec(`PRAGMA max_page_count = ${String(ALL_PAGES)}`);
    accepted.push(jobIdOf(await provision(host, spec(vm('later')))));
    for (const id of accepted) {
      const job = await ended(host, id, { between: () => clock.advance(1_000) });
      assert.equal(job.status, 'Success');
    }
    assertLedgerIsMachine(host);
  });

  it('T24: a commit for which there is no space is refused by every request that writes', async () => {
    const host = await start();
    const token = { method: 'POST', path: '/api/tokens', body: { name: 'a', role: 'viewer' } };
    assert.equal((await request(host, token)).status, 201);
    const before = traceOf(host);
    const restore = failCommits(FULL);
    try {
      assertError(await provision(host, spec(vm('a'))), 503, 'storage_full');
      assertError(
        await request(host, { ...token, body: { name: 'b', role: 'viewer' } }),
        503,
        'storage_full',
      );
      assertError(await request(host, { method: 'DELETE', path: '/api/tokens/a' }), 503, 'storage_full');
    } finally {
      restore();
    }
    assertNoTrace(host, before);
    assert.equal((await ended(host, jobIdOf(await provision(host, spec(vm('a')))))).status, 'Success');
  });

  it('T25: a commit that the disk did not confirm is told as fatal, and nobody hears of what it held', () => {
    const path = join(state.folder, 'unconfirmed.db');
    const told = { fatal: 0, events: 0 };
    const store = openStore({
      ...{ path, program: 'test', fillLog: false, clock: fakeClock(), simulated: true },
      onDiskFailure: () => (told.fatal += 1),
      onListenerError: () => undefined,
    });
    store.onEvents(() => (told.events += 1));
    const restore = failCommits(IOERR_FSYNC);
    try {
      assert.throws(() => store.transact((emit) => emit({ type: 'host_ready' })), /the disk failed/);
    } finally {
      restore();
    }
    assert.deepEqual(told, { fatal: 1, events: 0 });
    store.close();
    const again = openTestStore(path);
    again.transact(() => {
      again.jobs.add(jobDraft('after'));
    });
    assert.equal(again.events.newest(), 0);
    again.close();
  });

  it('T24: a process whose disk is full refuses with 503, and works again without a restart', async function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
    if (!hasStrace()) skipTest(this, 'there is no strace; the same is tried in this process');
    const directory = join(state.folder, 'full');
    const host = await serve(directory);
    const before = await capacity(host);
    const disk = await failCalls(directory, 'pwrite64', 'ENOSPC');
    if (disk === null) skipTest(this, 'strace may not be used on a process here');
    assertError(await provision(host, practiceSpec('a'), { key: 'a' }), 503, 'storage_full');
    await disk.stop();
    assert.deepEqual((await capacity(host)).resources, before.resources);
    const id = jobIdOf(await provision(host, practiceSpec('a'), { key: 'a' }));
    assert.equal((await ended(host, id)).status, 'Success');
    assert.equal((await host.kill('SIGTERM')).code, 0);
  });

  it('T25: a process whose disk does not confirm ends with 70 and no answer; nothing acknowledged is lost', async function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
    if (!hasStrace()) skipTest(this, 'there is no strace; the same is tried in this process');
    const directory = join(state.folder, 'unconfirmed');
    const first = await serve(directory);
    const kept = jobIdOf(await provision(first, practiceSpec('kept'), { key: 'kept' }));
    const disk = await failCalls(directory, 'fsync,fdatasync', 'EIO');
    if (disk === null) skipTest(this, 'strace may not be used on a process here');
    const answers = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => provision(first, practiceSpec(name), { key: name })),
    );
    const acknowledged = answers.filter((one) => one.status === 'fulfilled' && one.value.status === 202);
    assert.deepEqual(acknowledged, []);
    assert.equal((await first.ended).code, 70);
    await disk.stop();
    const second = await serve(directory);
    assert.equal((await readJob(second, kept)).job_id, kept);
    for (const name of ['a', 'b', 'c'])
      assert.equal(
        (await ended(second, jobIdOf(await provision(second, practiceSpec(name), { key: name })))).status,
        'Success',
      );
    assert.equal((await ended(second, kept)).status, 'Success');
  });
});

/** A small VM on the machine that a practice host has by itself. */
function practiceSpec(name: string): ReturnType<typeof spec> {
  return spec(vm(name, { disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx' }));
}
