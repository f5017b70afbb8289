import assert from 'node:assert/strict';
import { practiceHost, TEMPLATE, VM_ROOT, type PracticeHost } from '../../../../support/practiceHost.ts';
import { inventoryNow, patience, provisionVm } from '../../../../support/provisionVm.ts';
import { vmPlan } from '../../../../support/vmPlan.ts';
import type { Inventory } from '#core/inventory.ts';
import { NO_ROOM } from '#core/steps.ts';

const PLACES = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
const VM = { name: 'web-01', owner: 'a' };

describe('the latency of a practice host', () => {
  let host: PracticeHost;
  afterEach(() => host.close());

  async function look(advance: number): Promise<Inventory> {
    const pending = inventoryNow(host.hyperv);
    await host.clock.advance(advance);
    return pending;
  }

  it('makes New-VM take about a second, and a tenth of it at speed 10', async () => {
    for (const [speed, early, late] of [
      [1, 700, 500],
      [10, 70, 50],
    ] as const) {
      host = practiceHost({ speed });
      const plan = vmPlan(PLACES, await look(100), VM);
      const pending = host.hyperv.ensure('vm', plan.vm, patience());
      await host.clock.advance(early);
      assert.equal(host.hyperv.machine.state.vmsAt(plan.vm.folder).length, 0);
      await host.clock.advance(late);
      assert.equal((await pending).outcome, 'done');
      if (speed === 1) await host.close();
    }
  });

  it('makes a copy take as long as its data', async () => {
    host = practiceHost({ speed: 1 });
    const { disk } = vmPlan(PLACES, await look(100), VM);
    const params = { ...disk, system: { ...disk.system, mode: 'copy' as const } };
    const pending = host.hyperv.ensure('disk', params, patience());
    await host.clock.advance(20_000);
    assert.equal((await inventoryNowAfter(50)).own_files.length, 0);
    await host.clock.advance(1500);
    assert.equal((await pending).outcome, 'done');
  });

  const inventoryNowAfter = look;

  it('makes no timer at all without latency', async () => {
    host = practiceHost({ speed: 0 });
    const plan = await provisionVm(host.hyperv, PLACES, VM);
    assert.equal(host.clock.sleeping(), 0);
    assert.equal(host.clock.monotonic(), 0);
    const vm = (await inventoryNow(host.hyperv)).vms.find((item) => item.vm_id === plan.start.vm_id);
    assert.deepEqual([vm?.state, vm?.heartbeat, vm?.ip_addresses.length], ['Running', 'ok', 2]);
  });

  it('lets an operation go on whose caller has given up, and begins no further one', async () => {
    host = practiceHost({ speed: 1 });
    const plan = vmPlan(PLACES, await look(100), VM);
    const caller = new AbortController();
    const pending = host.hyperv.ensure('disk', plan.disk, caller.signal);
    await host.clock.advance(200);
    caller.abort();
    assert.equal((await pending).outcome, 'unknown');
    assert.equal((await look(100)).own_files.length, 0);
    await host.clock.advance(400);
    assert.equal((await look(100)).own_files.length, 1);
  });

  it('drops what has not happened when it is closed', async () => {
    host = practiceHost({ speed: 1 });
    const plan = vmPlan(PLACES, await look(100), VM);
    const pending = host.hyperv.ensure('vm', plan.vm, patience());
    await host.clock.advance(100);
    await host.hyperv.close();
    assert.equal((await pending).outcome, 'unknown');
    const again = host.reopen();
    assert.equal(again.machine.state.vmsAt(plan.vm.folder).length, 0);
  });

  it('waits for a start until the VM runs, and changes the stamp with its state', async () => {
    host = practiceHost({ speed: 1 });
    const made = host.hyperv.byHand.createVm({ name: 'web' });
    const before = await look(100);
    const pending = host.hyperv.ensure('start', { vm_id: made.vm_id, room: NO_ROOM }, patience());
    await host.clock.advance(1000);
    const during = await look(100);
    await host.clock.advance(2000);
    assert.equal((await pending).outcome, 'done');
    const after = await look(100);
    const states = [before, during, after].map(
      (item) => item.vms.find((vm) => vm.vm_id === made.vm_id)?.state,
    );
    assert.deepEqual(states, ['Off', 'Starting', 'Running']);
    assert.equal(new Set([before, during, after].map((item) => item.stamp)).size, 3);
    await host.clock.advance(60_000);
    const settled = (await look(100)).stamp;
    await host.clock.advance(60_000);
    assert.equal((await look(100)).stamp, settled);
  });
});
