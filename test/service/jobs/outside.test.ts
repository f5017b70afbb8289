import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import { describeOutsideChanges } from '../../support/host/outsideChanges.ts';
import { errorOf, eventsOf, provision, provisioned, submit, vmNamed } from '../../support/host/jobs.ts';
import { capacity, resource, sums } from '../../support/host/ledgerOf.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

function countEvents(host: TestHost, type: string): number {
  return eventsOf(host).filter((event) => event.type === type).length;
}

describe('what others do on the machine', () => {
  const { start } = hosts();
  describeOutsideChanges({ start, clock: fakeClock });

  it('T20: releases a VM that somebody deleted after three readings without it, and says so once', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { cpu_cores: 60 })));
    host.hyperv.byHand.deleteVm(job.vms[0]?.vm_id ?? '');
    for (const readings of [1, 2]) {
      await host.host.watch.fresh();
      assert.equal(sums(host)['cpu|'], 60, `still held after ${readings}`);
      assert.equal(countEvents(host, 'vm_lost'), 0);
    }
    await host.host.watch.fresh();
    assert.deepEqual(sums(host), { 'storage|C:\\': GB }, 'its disk is still there');
    assert.equal((await capacity(host)).kept_disks.length, 1);
    await host.host.watch.fresh();
    assert.equal(countEvents(host, 'vm_lost'), 1);
    const lost = eventsOf(host, job.job_id).at(-1);
    assert.deepEqual([lost?.type, lost?.vm_name], ['vm_lost', 'a']);
    await submit(host, spec(vm('A', { cpu_cores: 60 })));
  });

  it('counts readings without a VM in a row: one that shows it again starts anew', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const id = job.vms[0]?.vm_id ?? '';
    const there = host.hyperv.machine.state.vms.get(id);
    assert.ok(there !== undefined);
    const fresh = (): Promise<unknown> => host.host.watch.fresh();
    host.hyperv.byHand.deleteVm(id);
    await fresh();
    await fresh();
    host.hyperv.machine.commit({ vms: { [id]: there } });
    await fresh();
    host.hyperv.byHand.deleteVm(id);
    await fresh();
    await fresh();
    assert.equal(countEvents(host, 'vm_lost'), 0);
    await fresh();
    assert.equal(countEvents(host, 'vm_lost'), 1);
  });

  it('announces a VM in our folders that no record explains, once, counts it and leaves it alone', async () => {
    const host = await start();
    host.hyperv.byHand.createVm({
      name: 'copy',
      path: 'C:\\VMs\\VMSpec\\by-hand\\copy',
      running: true,
      cpu_cores: 10,
    });
    host.hyperv.byHand.createVm({ name: 'copy-2', path: 'D:\\VMSpec\\by-hand\\copy-2' });
    host.hyperv.byHand.createVm({ name: 'elsewhere', path: 'C:\\VMs\\elsewhere' });
    for (let reading = 0; reading < 4; reading += 1) await host.host.watch.fresh();
    const found = eventsOf(host).filter(({ type }) => type === 'orphan_found');
    assert.deepEqual(found.map(({ vm_name }) => vm_name).sort(), ['copy', 'copy-2']);
    const copy = await vmNamed(host, 'copy');
    assert.equal(copy.managed, false);
    assert.equal((await resource(host, 'cpu')).committed_unmanaged, 10);
    assert.equal(host.hyperv.machine.state.vms.size, 3);
  });

  const overBooked = {
    ...smallMachine,
    logical_processors: 16,
    vms: [1, 2, 3].map((index) => ({
      vm_name: `lab-${index}`,
      state: 'Running' as const,
      cpu_cores: 8,
      ram_startup_mb: 1024,
      disks: [],
    })),
  };

  it('a host that others over-booked answers, explains in one sentence, and refuses new work', async () => {
    const host = await start({ machine: overBooked });
    const cpu = await resource(host, 'cpu');
    assert.deepEqual([cpu.available, cpu.over_by, cpu.committed_unmanaged], [0, 8, 24]);
    const { warnings } = await capacity(host);
    const [warning] = warnings.filter(({ code }) => code === 'over_committed');
    assert.match(warning?.message ?? '', /8 beyond the host's 16 logical processors/);
    assert.match(warning?.message ?? '', /not created by VMSpec/);
    assert.match(warning?.message ?? '', /New work is refused/);
    assert.match(warning?.message ?? '', /cpu_percent 400/);
    const error = errorOf(await provision(host, spec(vm('a'))), 409);
    assert.equal(error.message, 'Host capacity exceeded: CPU requested 1, available 0');
    assert.equal(countEvents(host, 'host_over'), 1);
    await host.host.watch.fresh();
    assert.equal(countEvents(host, 'host_over'), 1, 'said once');
  });

  it('cpu_percent 400 makes room on it', async () => {
    const host = await start({ machine: overBooked, config: { cpu_percent: 400 } });
    const cpu = await resource(host, 'cpu');
    assert.deepEqual([cpu.available, cpu.over_by], [40, 0]);
    assert.deepEqual(
      (await capacity(host)).warnings.filter(({ code }) => code === 'over_committed'),
      [],
    );
    const four = ['a', 'b', 'c', 'd'].map((name) => vm(name, { cpu_cores: 10 }));
    assert.equal((await provisioned(host, spec(...four))).status, 'Success');
    errorOf(await provision(host, spec(vm('e'))), 409);
  });

  it('never lets one VM have more vCPU than the host has processors, whatever the percentage', async () => {
    const host = await start({ machine: overBooked, config: { cpu_percent: 400 } });
    const error = errorOf(await provision(host, spec(vm('a', { cpu_cores: 17 }))), 409);
    assert.match(error.message, /17.*16|16.*17/);
  });

  it('evicts nothing when others take what was promised, and takes new work again when they let go', async () => {
    const host = await start();
    await provisioned(host, spec(vm('ours', { cpu_cores: 60 })));
    const { vm_id } = host.hyperv.byHand.createVm({ name: 'theirs', running: true, cpu_cores: 10 });
    await host.host.watch.fresh();
    const over = await resource(host, 'cpu');
    assert.deepEqual([over.available, over.over_by], [0, 6]);
    assert.equal((await vmNamed(host, 'ours')).state, 'Running');
    assert.equal(countEvents(host, 'host_over'), 1);
    errorOf(await provision(host, spec(vm('b'))), 409);
    host.hyperv.byHand.deleteVm(vm_id);
    await host.host.watch.fresh();
    await submit(host, spec(vm('b', { cpu_cores: 4 })));
  });

  it('counts a VM of ours that somebody enlarged at its larger size', async () => {
    const host = await start();
    await provisioned(host, spec(vm('a', { cpu_cores: 2 })));
    const { vm_id } = await vmNamed(host, 'a');
    host.hyperv.byHand.changeVm(vm_id, { cpu_cores: 10 });
    await host.host.watch.fresh();
    const cpu = await resource(host, 'cpu');
    assert.deepEqual([cpu.committed, cpu.available], [10, 54]);
    const seen = await vmNamed(host, 'a');
    assert.deepEqual([seen.changed_outside, seen.charged.cpu_cores], [true, 10]);
    errorOf(await provision(host, spec(vm('b', { cpu_cores: 55 }))), 409);
    host.hyperv.byHand.changeVm(vm_id, { cpu_cores: 1 });
    await host.host.watch.fresh();
    assert.equal((await resource(host, 'cpu')).committed, 2, 'a smaller one keeps what it was promised');
  });

  it('charges an off VM of somebody else nothing, unless it starts with the host', async () => {
    const host = await start();
    const { vm_id } = host.hyperv.byHand.createVm({
      name: 'theirs',
      cpu_cores: 10,
      automatic_start_action: 'nothing',
    });
    await host.host.watch.fresh();
    assert.equal((await resource(host, 'cpu')).committed_unmanaged, 0);
    host.hyperv.byHand.changeVm(vm_id, { automatic_start_action: 'start' });
    await host.host.watch.fresh();
    assert.equal((await resource(host, 'cpu')).committed_unmanaged, 10);
  });

  it('counts a maximum beyond the host as what is assigned, with a warning', async () => {
    const host = await start();
    host.hyperv.byHand.createVm({
      name: 'unbounded',
      running: true,
      memory: { dynamic: true, startup_mb: 2 * GB, min_mb: 512, max_mb: 1024 * GB },
    });
    await host.host.watch.fresh();
    const seen = await vmNamed(host, 'unbounded');
    assert.equal(seen.charged.basis, 'unbounded');
    assert.equal((await resource(host, 'ram')).committed_unmanaged, 2 * GB);
    const codes = (await capacity(host)).warnings.map(({ code }) => code);
    assert.ok(codes.includes('unbounded_memory'));
  });

  it('warns of a volume that runs low, once', async () => {
    const host = await start();
    host.hyperv.byHand.fillVolume('D:\\', 100 * GB);
    await host.host.watch.fresh();
    await host.host.watch.fresh();
    assert.equal(countEvents(host, 'volume_low'), 1);
    assert.ok((await capacity(host)).warnings.some(({ code }) => code === 'volume_low'));
  });

  it('says when a volume falls below what is kept back on it', async () => {
    const host = await start({ config: { host_reserve: { storage_gb: 50 } } });
    const below = (): unknown[] =>
      host.host.store.events
        .after(0, 1000)
        .filter(({ type }) => type === 'volume_low')
        .map(({ data }) => data?.['below']);
    host.hyperv.byHand.fillVolume('D:\\', 100 * GB);
    await host.host.watch.fresh();
    assert.deepEqual(below(), ['low']);
    host.hyperv.byHand.fillVolume('D:\\', 40 * GB);
    await host.host.watch.fresh();
    assert.deepEqual(below(), ['low', 'floor']);
  });
});
