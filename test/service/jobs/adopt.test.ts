import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Vm } from '#schemas/generated/types.ts';
import { audit, onlyFinding } from '../../support/host/audit.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  act,
  ended,
  errorOf,
  eventsOf,
  jobIdOf,
  provision,
  provisioned,
  remove,
  submit,
  vmNamed,
} from '../../support/host/jobs.ts';
import { resource, sums } from '../../support/host/ledgerOf.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

/** A VM that somebody made by hand, with a disk outside our folders; answers its id. */
async function theirs(host: TestHost, more: object = {}): Promise<string> {
  const path = 'D:\\Disks\\dc-01.vhdx';
  host.hyperv.byHand.createDisk(path, 4 * GB, GB);
  const { vm_id } = host.hyperv.byHand.createVm({
    ...{ name: 'dc-01', running: true, cpu_cores: 3, automatic_stop_action: 'shut_down' as const },
    memory: { dynamic: true, startup_mb: 512, min_mb: 512, max_mb: 2048 },
    ...more,
  });
  host.hyperv.byHand.changeVm(vm_id, { drives: [{ ...ROOT, path }] });
  await host.host.watch.fresh();
  return vm_id;
}

const ROOT = { controller: 'SCSI', number: 0, location: 0, kind: 'hard_disk' } as const;

async function adopted(host: TestHost, id: string): Promise<Vm> {
  const answer = await act(host, `/api/vms/${id}/adopt`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Vm;
}

describe('a VM that others made', () => {
  const { start } = hosts();

  it('is adopted as it is: charged as ours, nothing of it touched, and told', async () => {
    const host = await start();
    const id = await theirs(host);
    const there = structuredClone(host.hyperv.machine.state.vms.get(id));
    const free = await resource(host, 'storage', 'D:\\');
    const vmNow = await adopted(host, id);
    assert.deepEqual(
      [vmNow.managed, vmNow.job_id, vmNow.changed_outside, vmNow.charged.cpu_cores, vmNow.charged.ram_mb],
      [true, null, false, 3, 2048],
    );
    assert.deepEqual(sums(host), { 'cpu|': 3, 'ram|': 2048, 'storage|D:\\': 4 * GB });
    const after = await resource(host, 'storage', 'D:\\');
    assert.equal(after.available, free.available, 'the same room is free, counted as ours');
    assert.equal(after.committed, 4 * GB);
    assert.deepEqual(host.hyperv.machine.state.vms.get(id), there);
    const event = eventsOf(host).at(-1);
    assert.deepEqual(
      [event?.type, event?.vm_name, event?.data?.['operator']],
      ['vm_adopted', 'dc-01', 'local'],
    );
    assert.deepEqual(await audit(host), []);
    assert.equal(errorOf(await act(host, `/api/vms/${id}/adopt`), 409).code, 'already_managed');
  });

  it('keeps its name and its room through a restart', async () => {
    const first = await start();
    await adopted(first, await theirs(first));
    await first.stop();
    const again = await start({ directory: first.directory });
    assert.equal((await vmNamed(again, 'dc-01')).managed, true);
    assert.equal(errorOf(await provision(again, spec(vm('DC-01'))), 409).code, 'name_in_use');
    assert.equal(sums(again)['cpu|'], 3);
  });

  it('is deleted with its disks kept, never with them', async () => {
    const host = await start();
    const id = await theirs(host);
    await adopted(host, id);
    assert.equal(errorOf(await remove(host, id, '?disks=delete&force=true'), 409).code, 'disks_not_ours');
    const job = await ended(host, jobIdOf(await remove(host, id, '?force=true')));
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    assert.ok(!host.hyperv.machine.state.vms.has(id));
    assert.ok(host.hyperv.machine.state.files.has('d:\\disks\\dc-01.vhdx'), 'its disk is there');
    assert.deepEqual(sums(host), {});
  });

  it('takes no other VM of its folder with it', async () => {
    const host = await start();
    const shared = 'C:\\ProgramData\\Microsoft\\Windows\\Hyper-V';
    const id = await theirs(host, { path: shared });
    host.hyperv.byHand.createVm({ name: 'neighbour', path: shared });
    await host.host.watch.fresh();
    await adopted(host, id);
    await ended(host, jobIdOf(await remove(host, id, '?force=true')));
    assert.equal((await vmNamed(host, 'neighbour')).managed, false);
  });

  it('is given up when somebody removes it, as one of ours', async () => {
    const host = await start();
    const id = await theirs(host);
    await adopted(host, id);
    host.hyperv.byHand.deleteVm(id);
    for (let reading = 0; reading < 3; reading += 1) await host.host.watch.fresh();
    assert.deepEqual(sums(host), {});
    assert.equal(eventsOf(host).at(-1)?.type, 'vm_lost');
  });

  it('is not adopted when it may take more memory than there is, or while a job works on it', async () => {
    const host = await start();
    const id = await theirs(host, {
      memory: { dynamic: true, startup_mb: 512, min_mb: 512, max_mb: 1024 * GB },
    });
    assert.equal(errorOf(await act(host, `/api/vms/${id}/adopt`), 409).code, 'memory_unbounded');
    assert.equal(errorOf(await act(host, '/api/vms/none/adopt'), 404).code, 'vm_not_found');
    host.hyperv.faults.add({ kind: 'hang', step: 'stop' });
    jobIdOf(await act(host, `/api/vms/${id}/stop`));
    assert.equal(errorOf(await act(host, `/api/vms/${id}/adopt`), 409).code, 'vm_busy');
    assert.deepEqual(sums(host), {});
  });
});

describe('a VM of ours that was changed in Hyper-V Manager', () => {
  const { start } = hosts();

  it('is shown with what differs; the larger of both counts until the values of the host are accepted', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { cpu_cores: 4 })));
    const id = job.vms[0]?.vm_id ?? '';
    host.hyperv.byHand.changeVm(id, { cpu_cores: 2, vm_name: 'renamed' });
    const { differences } = await onlyFinding(host, 'changed_outside');
    assert.deepEqual(differences, [
      { member: 'vm_name', recorded: 'a', actual: 'renamed' },
      { member: 'cpu_cores', recorded: 4, actual: 2 },
    ]);
    assert.equal((await vmNamed(host, 'renamed')).changed_outside, true);
    assert.equal((await resource(host, 'cpu')).committed, 4);
    const answer = await act(host, `/api/vms/${id}/accept`);
    assert.equal(answer.status, 200, answer.text);
    assert.equal((answer.body as Vm).changed_outside, false);
    assert.equal((await resource(host, 'cpu')).committed, 2);
    assert.deepEqual(await audit(host), []);
    assert.equal(eventsOf(host).at(-1)?.type, 'vm_accepted');
    await submit(host, spec(vm('a')));
    await ended(host, jobIdOf(await remove(host, id, '?disks=delete&force=true')));
  });

  it('may pass what there is when accepted: then the host is over, and new work is refused', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { cpu_cores: 60 })));
    const id = job.vms[0]?.vm_id ?? '';
    host.hyperv.byHand.changeVm(id, { cpu_cores: 70 });
    await act(host, `/api/vms/${id}/accept`);
    const cpu = await resource(host, 'cpu');
    assert.deepEqual([cpu.committed, cpu.over_by, cpu.available], [70, 6, 0]);
    assert.equal(errorOf(await provision(host, spec(vm('b'))), 409).code, 'capacity_exceeded');
    await onlyFinding(host, 'over_committed');
  });

  it('counts a disk that was enlarged, and accepts its size', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const id = job.vms[0]?.vm_id ?? '';
    const path = (await vmNamed(host, 'a')).disks[0]?.path ?? '';
    host.hyperv.byHand.resizeDisk(path, 3 * GB);
    const { differences } = await onlyFinding(host, 'changed_outside');
    assert.deepEqual(differences, [{ member: `disk ${path}`, recorded: GB, actual: 3 * GB }]);
    await act(host, `/api/vms/${id}/accept`);
    assert.equal(sums(host)['storage|C:\\'], 3 * GB);
    assert.deepEqual(await audit(host), []);
  });

  it('that lost a disk gives its room back when that is accepted, as the audit says', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { data_disks: [{ size_gb: 1, volume: 'D:\\' }] })));
    const id = job.vms[0]?.vm_id ?? '';
    const drives = host.hyperv.machine.state.vms.get(id)?.drives ?? [];
    const [system, data] = (await vmNamed(host, 'a')).disks;
    assert.ok(system !== undefined && data !== undefined);
    host.hyperv.byHand.changeVm(id, { drives: drives.filter(({ path }) => path !== data.path) });
    host.hyperv.byHand.deleteFile(data.path);
    assert.equal((await onlyFinding(host, 'disk_missing')).path, data.path);
    assert.equal((await act(host, `/api/vms/${id}/accept`)).status, 200);
    assert.deepEqual([sums(host)['storage|D:\\'], sums(host)['storage|C:\\']], [undefined, GB]);
    assert.deepEqual(await audit(host), []);
  });

  it('keeps the name of another VM of ours from being taken by acceptance', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a'), vm('b')));
    host.hyperv.byHand.changeVm(job.vms[0]?.vm_id ?? '', { vm_name: 'B' });
    const answer = await act(host, `/api/vms/${job.vms[0]?.vm_id ?? ''}/accept`);
    assert.equal(errorOf(answer, 409).code, 'name_in_use');
  });

  it('of others, has nothing to accept', async () => {
    const host = await start();
    const { vm_id } = host.hyperv.byHand.createVm({ name: 'theirs' });
    assert.equal(errorOf(await act(host, `/api/vms/${vm_id}/accept`), 409).code, 'not_managed');
  });
});
