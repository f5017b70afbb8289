import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError, assertErrorBody } from '../../support/host/assertAnswer.ts';
import { request, type Reachable, type TestAnswer } from '../../support/host/client.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { hosts } from '../../support/host/hosts.ts';
import { act, ended, jobIdOf, listVms, provision, readJob, submit } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { openRpc } from '../../support/host/socket.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';

const stop = (host: Reachable, body: unknown = {}): Promise<TestAnswer> => act(host, '/api/host/stop', body);

/** Whether the host is to stop by now. */
async function isDue({ host }: TestHost): Promise<boolean> {
  const notYet = new Promise<boolean>((resolve) => setImmediate(() => setImmediate(resolve, false)));
  return Promise.race([host.stopDue.then(() => true), notYet]);
}

describe('a host that is told to stop', () => {
  const { start, restart } = hosts();
  const clock = fakeClock();
  const later = { between: () => clock.advance(1000) };
  /** A host with a job that is under way until the clock moves. */
  const busy = async (): Promise<{ readonly host: TestHost; readonly id: string }> => {
    const faults = [{ kind: 'slow', step: 'start', times: 1, delay_ms: 60_000 }] as const;
    const host = await start({ clock, faults });
    const id = jobIdOf(await provision(host, spec(vm('web-01')), { key: 'first' }));
    await waitFor('the VM is being started', async () => (await readJob(host, id)).vms[0]?.step === 'start');
    return { host, id };
  };

  it('ends its jobs first, takes no new ones, and still answers questions', async () => {
    const { host, id } = await busy();
    const answer = await stop(host);
    assert.equal(answer.status, 202);
    assert.deepEqual(answer.body, { stopping: true, unfinished_jobs: 1 });
    await untouched(host, async () => {
      assertError(await provision(host, spec(vm('web-02'))), 503, 'stopping');
      const [made] = await listVms(host);
      assertError(await act(host, `/api/vms/${String(made?.vm_id)}/stop`), 503, 'stopping');
      assertError(await act(host, `/api/jobs/${id}/retry`), 503, 'stopping');
      const rpc = await openRpc(host);
      const { error } = await rpc.call('vms/provision', { request: spec(vm('web-02')) });
      assertErrorBody(error?.data, 503, 'stopping');
      assert.ok((await rpc.call('jobs/list', {})).result);
      await rpc.close();
    });
    assertError(await request(host, { path: '/readyz', token: null }), 503, 'stopping');
    assert.equal((await request(host, { path: '/healthz', token: null })).status, 200);
    assert.equal(await isDue(host), false);
    assert.equal((await ended(host, id, later)).status, 'Success');
    await host.host.stopDue;
  });

  it('answers once more what it had accepted before', async () => {
    const { host, id } = await busy();
    await stop(host);
    const again = await provision(host, spec(vm('web-01')), { key: 'first' });
    assert.equal(jobIdOf(again), id);
    assert.equal(again.headers['idempotent-replayed'], 'true');
  });

  it('can be helped by cancelling what it waits for', async () => {
    const { host, id } = await busy();
    await stop(host);
    jobIdOf(await act(host, `/api/jobs/${id}/cancel`));
    assert.equal((await ended(host, id, later)).reason, 'cancelled');
    await host.host.stopDue;
  });

  it('stops at once without drain, and its jobs go on at the next start', async () => {
    const { host, id } = await busy();
    assert.deepEqual((await stop(host, { drain: false })).body, { stopping: true, unfinished_jobs: 1 });
    await host.host.stopDue;
    const next = await restart(host, { clock });
    assert.equal((await ended(next, id, later)).status, 'Success');
    assert.equal((await listVms(next)).length, 1);
    assert.equal((await request(next, { path: '/readyz', token: null })).status, 200);
  });

  it('may be told twice: once more changes nothing, without drain the waiting is over', async () => {
    const { host } = await busy();
    for (const body of [{}, { drain: true }, {}])
      assert.deepEqual((await stop(host, body)).body, { stopping: true, unfinished_jobs: 1 });
    assert.equal(await isDue(host), false);
    assert.equal((await stop(host, { drain: false })).status, 202);
    await host.host.stopDue;
  });

  it('stops at once when no job is under way', async () => {
    const host = await start();
    assert.deepEqual((await stop(host)).body, { stopping: true, unfinished_jobs: 0 });
    await host.host.stopDue;
  });

  it('does not stop for a request that is not sound', async () => {
    const host = await start();
    for (const body of ['', '{"drain":"no"}', '{"drian":false}', '[]', '{"drain":true,"drain":false}'])
      assertError(await stop(host, body), 400, 'invalid_request');
    assert.equal(await isDue(host), false);
    assert.equal((await request(host, { path: '/readyz', token: null })).status, 200);
  });
});

describe('the process of a host that is told to stop', function () {
  this.timeout(60_000);
  const state = { directory: '', machine: '' };
  const processes = new Set<HostProcess>();
  before(function () {
    if (!isBuilt()) skipTest(this, 'dist/vmspec.js is missing; npm test builds it');
  });
  beforeEach(() => {
    state.directory = mkdtempSync(join(tmpdir(), 'vmspec-stop-'));
    state.machine = join(state.directory, 'machine.json');
    writeFileSync(state.machine, JSON.stringify(smallMachine));
  });
  afterEach(async () => {
    for (const host of processes) await host.kill();
    processes.clear();
    rmSync(state.directory, { recursive: true, force: true });
  });
  const start = async (speed: number): Promise<HostProcess> => {
    const started = await startHostProcess({ ...state, speed });
    if (!('host' in started)) assert.fail(started.ended.stderr);
    processes.add(started.host);
    return started.host;
  };
  /** Long enough that a stop meets it in the middle: a VM takes about a third of a second. */
  const SPEED = 20;
  const three = spec(vm('web', { copies: 3 }));

  it('ends with 0 once its jobs are done, and leaves no host file', async () => {
    const first = await start(SPEED);
    const id = await submit(first, three);
    assert.deepEqual((await stop(first)).body, { stopping: true, unfinished_jobs: 1 });
    assert.equal((await first.ended).code, 0);
    assert.equal(existsSync(dataFiles(state.directory).hostFile), false);
    const second = await start(0);
    const job = await readJob(second, id);
    assert.deepEqual([job.status, job.counts.created], ['Success', 3]);
  });

  it('ends with 0 at once without drain, as on SIGTERM, and the next one finishes its jobs', async () => {
    for (const end of [
      (host: HostProcess) => stop(host, { drain: false }),
      (host: HostProcess) => host.kill('SIGTERM'),
    ]) {
      const first = await start(SPEED);
      const id = await submit(first, three);
      await end(first);
      assert.equal((await first.ended).code, 0);
      assert.equal(existsSync(dataFiles(state.directory).hostFile), false);
      const second = await start(0);
      assert.notEqual((await readJob(second, id)).status, 'Failed');
      assert.equal((await ended(second, id)).counts.created, 3);
      for (const { vm_id } of await listVms(second))
        await ended(
          second,
          jobIdOf(await request(second, { method: 'DELETE', path: `/api/vms/${vm_id}?force=true` })),
        );
      await second.kill('SIGTERM');
    }
  });

  it('that is killed while it waits loses nothing, and the next one takes new work', async () => {
    const first = await start(SPEED);
    const id = await submit(first, three);
    await stop(first);
    await first.kill();
    const second = await start(0);
    assert.equal((await ended(second, id)).counts.created, 3);
    assert.equal((await ended(second, await submit(second, spec(vm('later'))))).status, 'Success');
  });
});
