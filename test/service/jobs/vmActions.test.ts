import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Job, VmSpec } from '#schemas/generated/types.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  act,
  ended,
  errorOf,
  eventsOf,
  jobIdOf,
  listVms,
  provision,
  provisioned,
  readJob,
  remove,
  submit,
  vmNamed,
} from '../../support/host/jobs.ts';
import {
  assertLedgerIsMachine,
  capacity,
  leftOnMachine,
  resource,
  sums,
} from '../../support/host/ledgerOf.ts';
import { atStep } from '../../support/host/steps.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Makes a VM and answers its id. */
async function made(host: TestHost, name: string, changes: Partial<VmSpec> = {}): Promise<string> {
  const job = await provisioned(host, spec(vm(name, changes)));
  assert.equal(job.status, 'Success', JSON.stringify(job.vms));
  return job.vms[0]?.vm_id ?? '';
}

async function done(host: TestHost, answer: Promise<Parameters<typeof jobIdOf>[0]>): Promise<Job> {
  return ended(host, jobIdOf(await answer));
}

function stateOf(host: TestHost, vmId: string): Promise<string> {
  return listVms(host).then((vms) => vms.find((one) => one.vm_id === vmId)?.state ?? 'gone');
}

describe('the jobs of one VM', () => {
  const { start } = hosts();

  describe('delete', () => {
    it('keeps the disks, frees CPU, memory and name, and lists and charges the disks', async () => {
      const host = await start();
      const id = await made(host, 'a', { start: false, data_disks: [{ size_gb: 5, volume: 'D:\\' }] });
      const job = await done(host, remove(host, id));
      assert.deepEqual([job.kind, job.status], ['delete', 'Success']);
      assert.deepEqual(await listVms(host), []);
      assert.deepEqual(sums(host), { 'storage|C:\\': GB, 'storage|D:\\': 5 * GB });
      const { kept_disks } = await capacity(host);
      assert.deepEqual(
        kept_disks.map(({ vm_name, size_mb }) => [vm_name, size_mb]),
        [
          ['a', GB],
          ['a', 5 * GB],
        ],
      );
      assertLedgerIsMachine(host);
      await made(host, 'A');
      assertLedgerIsMachine(host);
    });

    it('frees a kept disk after three readings without its file, and not before', async () => {
      const host = await start();
      const id = await made(host, 'a', { start: false });
      await done(host, remove(host, id));
      const [disk] = (await capacity(host)).kept_disks;
      host.hyperv.byHand.deleteFile(disk?.path ?? '');
      for (const readings of [1, 2]) {
        await host.host.watch.fresh();
        assert.equal(sums(host)['storage|C:\\'], GB, `still charged after ${readings}`);
      }
      await host.host.watch.fresh();
      assert.deepEqual(sums(host), {});
      assert.deepEqual((await capacity(host)).kept_disks, []);
    });

    it('removes everything when the disks are to go too', async () => {
      const host = await start();
      const id = await made(host, 'a', { data_disks: [{ size_gb: 5, volume: 'D:\\' }] });
      const job = await done(host, remove(host, id, '?disks=delete&force=true'));
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.deepEqual(leftOnMachine(host), []);
      assert.deepEqual(sums(host), {});
      assert.deepEqual((await capacity(host)).kept_disks, []);
    });

    it('refuses a running VM without force', async () => {
      const host = await start();
      const id = await made(host, 'a');
      const before = traceOf(host);
      assert.equal(errorOf(await remove(host, id), 409).code, 'vm_running');
      assertNoTrace(host, before);
    });

    it('refuses a VM that somebody else created', async () => {
      const host = await start();
      const { vm_id } = host.hyperv.byHand.createVm({ name: 'dc-01' });
      await host.host.watch.fresh();
      const before = traceOf(host);
      const error = errorOf(await remove(host, vm_id, '?force=true'), 409);
      assert.equal(error.code, 'not_managed');
      assert.match(error.message, /not created by VMSpec/);
      assertNoTrace(host, before);
    });

    it('T10: keeps everything charged until the machine shows that the VM is gone', async () => {
      const clock = fakeClock();
      const host = await start({ clock });
      const id = await made(host, 'a', { cpu_cores: 60 });
      host.hyperv.faults.add({ kind: 'slow', step: 'stop', delay_ms: 60_000 });
      const jobId = jobIdOf(await remove(host, id, '?disks=delete&force=true'));
      await atStep(host, jobId, 'a', 'stop');
      assert.equal(sums(host)['cpu|'], 60);
      errorOf(await provision(host, spec(vm('b', { cpu_cores: 60 }))), 409);
      await ended(host, jobId, { between: () => clock.advance(1_000) });
      assert.deepEqual(sums(host), {});
      await submit(host, spec(vm('b', { cpu_cores: 60 })));
    });

    it('keeps what it could not remove charged, and can be retried', async () => {
      const host = await start();
      const id = await made(host, 'a', { start: false });
      host.hyperv.faults.add({ kind: 'error', step: 'remove_vm', times: 1 });
      const failed = await done(host, remove(host, id));
      assert.deepEqual([failed.status, failed.reason], ['Failed', 'vm_state']);
      assertLedgerIsMachine(host);
      jobIdOf(await act(host, `/api/jobs/${failed.job_id}/retry`));
      const job = await ended(host, failed.job_id);
      assert.deepEqual([job.status, job.attempt], ['Success', 2]);
      assertLedgerIsMachine(host);
    });

    it('is unknown for a VM that is not there', async () => {
      const host = await start();
      assert.equal(errorOf(await remove(host, UNKNOWN), 404).code, 'vm_not_found');
    });
  });

  describe('start, stop and restart', () => {
    it('shuts down, starts and restarts a VM; what it is promised stays the same', async () => {
      const host = await start();
      const id = await made(host, 'a', { cpu_cores: 3 });
      const before = sums(host);
      for (const mode of ['shut_down', 'turn_off']) {
        const stopped = await done(host, act(host, `/api/vms/${id}/stop`, { mode }));
        assert.deepEqual([stopped.kind, stopped.status], ['stop', 'Success']);
        assert.equal(await stateOf(host, id), 'Off');
        const started = await done(host, act(host, `/api/vms/${id}/start`));
        assert.deepEqual([started.kind, started.status], ['start', 'Success']);
        assert.equal(await stateOf(host, id), 'Running');
      }
      const restarted = await done(host, act(host, `/api/vms/${id}/restart`));
      assert.deepEqual([restarted.kind, restarted.status], ['restart', 'Success']);
      assert.equal(await stateOf(host, id), 'Running');
      assert.deepEqual(sums(host), before);
      assertLedgerIsMachine(host);
    });

    it('restarts only a running VM', async () => {
      const host = await start();
      const id = await made(host, 'a', { start: false });
      const before = traceOf(host);
      assert.equal(errorOf(await act(host, `/api/vms/${id}/restart`), 409).code, 'vm_not_running');
      assertNoTrace(host, before);
    });

    it('admits the start of a VM that somebody else created like a new one', async () => {
      const host = await start();
      const { vm_id } = host.hyperv.byHand.createVm({ name: 'dc-01', cpu_cores: 40 });
      await host.host.watch.fresh();
      await made(host, 'ours', { cpu_cores: 30 });
      const before = traceOf(host);
      const error = errorOf(await act(host, `/api/vms/${vm_id}/start`), 409);
      assert.equal(error.message, 'Host capacity exceeded: CPU requested 40, available 34');
      assertNoTrace(host, before);

      const { vm_id: id } = await vmNamed(host, 'ours');
      await done(host, remove(host, id, '?disks=delete&force=true'));
      const job = await done(host, act(host, `/api/vms/${vm_id}/start`));
      assert.equal(job.status, 'Success');
      assert.equal(await stateOf(host, vm_id), 'Running');
      const cpu = await resource(host, 'cpu');
      assert.deepEqual([cpu.reserved, cpu.committed_unmanaged, cpu.available], [0, 40, 24]);
    });

    it('holds the room of such a VM from the request on', async () => {
      const clock = fakeClock();
      const host = await start({ clock, faults: [{ kind: 'slow', step: 'start', delay_ms: 60_000 }] });
      const { vm_id } = host.hyperv.byHand.createVm({ name: 'dc-01', cpu_cores: 40 });
      await host.host.watch.fresh();
      const jobId = jobIdOf(await act(host, `/api/vms/${vm_id}/start`));
      assert.equal(sums(host)['cpu|'], 40);
      errorOf(await provision(host, spec(vm('b', { cpu_cores: 25 }))), 409);
      await ended(host, jobId, { between: () => clock.advance(1_000) });
      assert.deepEqual(sums(host), {}, 'then it counts as what it is');
      errorOf(await provision(host, spec(vm('b', { cpu_cores: 25 }))), 409);
      await submit(host, spec(vm('b', { cpu_cores: 24 })));
    });

    it('admits the retry of a failed start anew', async () => {
      const host = await start({ faults: [{ kind: 'error', step: 'start', times: 1 }] });
      const { vm_id } = host.hyperv.byHand.createVm({ name: 'dc-01', cpu_cores: 40 });
      await host.host.watch.fresh();
      const failed = await done(host, act(host, `/api/vms/${vm_id}/start`));
      assert.deepEqual([failed.status, failed.reason], ['Failed', 'start_failed']);
      assert.deepEqual(sums(host), {});
      const id = await made(host, 'ours', { cpu_cores: 30 });
      const before = traceOf(host);
      const error = errorOf(await act(host, `/api/jobs/${failed.job_id}/retry`), 409);
      assert.equal(error.message, 'Host capacity exceeded: CPU requested 40, available 34');
      assertNoTrace(host, before);
      await done(host, remove(host, id, '?disks=delete&force=true'));
      jobIdOf(await act(host, `/api/jobs/${failed.job_id}/retry`));
      assert.equal((await ended(host, failed.job_id)).status, 'Success');
      assert.equal((await resource(host, 'cpu')).available, 24);
    });

    it('refuses a VM that another job is working on', async () => {
      const clock = fakeClock();
      const host = await start({ clock, faults: [{ kind: 'slow', step: 'stop', delay_ms: 60_000 }] });
      const id = await made(host, 'a');
      const jobId = jobIdOf(await act(host, `/api/vms/${id}/stop`, { mode: 'turn_off' }));
      const before = traceOf(host);
      for (const path of ['start', 'stop', 'restart']) {
        const error = errorOf(await act(host, `/api/vms/${id}/${path}`), 409);
        assert.deepEqual([error.code, error.vm_name, error.job_id], ['vm_busy', 'a', jobId]);
      }
      assert.equal(errorOf(await remove(host, id, '?force=true'), 409).code, 'vm_busy');
      assertNoTrace(host, before);
      assert.equal((await ended(host, jobId, { between: () => clock.advance(1_000) })).status, 'Success');
    });

    it('does not carry out what was cancelled before its turn', async () => {
      const clock = fakeClock();
      const host = await start({
        clock,
        config: { limits: { vm_concurrency: 1 } },
        faults: [{ kind: 'slow', step: 'configure', vm_name: 'slow', delay_ms: 60_000 }],
      });
      const id = await made(host, 'a');
      const slow = await submit(host, spec(vm('slow')));
      const stop = jobIdOf(await act(host, `/api/vms/${id}/stop`, { mode: 'turn_off' }));
      jobIdOf(await act(host, `/api/jobs/${stop}/cancel`));
      await ended(host, slow, { between: () => clock.advance(1_000) });
      const job = await ended(host, stop, { between: () => clock.advance(1_000) });
      assert.deepEqual([job.status, job.reason], ['Failed', 'cancelled']);
      assert.equal(await stateOf(host, id), 'Running');
    });

    it('is not cancelled halfway', async () => {
      const clock = fakeClock();
      const host = await start({ clock, faults: [{ kind: 'slow', step: 'stop', delay_ms: 60_000 }] });
      const id = await made(host, 'a');
      const stop = jobIdOf(await act(host, `/api/vms/${id}/stop`, { mode: 'turn_off' }));
      await atStep(host, stop, 'a', 'stop');
      assert.equal(errorOf(await act(host, `/api/jobs/${stop}/cancel`), 409).code, 'job_state');
      assert.equal((await ended(host, stop, { between: () => clock.advance(1_000) })).status, 'Success');
    });

    it('says what failed when the VM has gone meanwhile, and keeps its records straight', async () => {
      const clock = fakeClock();
      const host = await start({ clock, config: { limits: { vm_concurrency: 1 } } });
      const id = await made(host, 'a', { start: false });
      host.hyperv.faults.add({ kind: 'slow', step: 'configure', delay_ms: 60_000 });
      await submit(host, spec(vm('slow')));
      const begin = jobIdOf(await act(host, `/api/vms/${id}/start`));
      host.hyperv.byHand.deleteVm(id);
      const job = await ended(host, begin, { between: () => clock.advance(1_000) });
      assert.deepEqual([job.status, job.reason], ['Failed', 'vm_missing']);
      assert.equal((await readJob(host, begin)).vms[0]?.rollback, 'none');
      assert.equal(eventsOf(host, begin).at(-1)?.type, 'job_finished');
    });
  });
});
