import assert from 'node:assert/strict';
import { practiceHost, TEMPLATE, VM_ROOT, type PracticeHost } from '../../../../support/practiceHost.ts';
import { done, failureOf, inventoryNow, patience, provisionVm } from '../../../../support/provisionVm.ts';
import { vmPlan, type VmPlan } from '../../../../support/vmPlan.ts';

const PLACES = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
const VM = { name: 'web-01', owner: 'a' };

describe('faults of a practice host', () => {
  let host: PracticeHost;
  let plan: VmPlan;
  beforeEach(async () => {
    host = practiceHost();
    plan = vmPlan(PLACES, await inventoryNow(host.hyperv), VM);
  });
  afterEach(() => host.close());

  it('busy: fails as often as told, then works, and leaves one disk', async () => {
    host.hyperv.faults.add({ step: 'disk', kind: 'busy', times: 3 });
    for (let count = 0; count < 3; count += 1) {
      const result = await host.hyperv.ensure('disk', plan.disk, patience());
      assert.ok(result.outcome === 'failed');
      assert.deepEqual([result.failure.category, result.failure.hresult], ['ResourceBusy', '0x800700AA']);
    }
    await done(host.hyperv, 'disk', plan.disk);
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, 1);
    assert.equal(host.hyperv.faults.struck(), 3);
  });

  it('error: fails with the failure that was given', async () => {
    const failure = { id: 'X,Y', category: 'NotSpecified', hresult: null, message: 'no', target: null };
    host.hyperv.faults.add({ operation: 'New-VM', kind: 'error', failure });
    await done(host.hyperv, 'disk', plan.disk);
    assert.equal(await failureOf(host.hyperv, 'vm', plan.vm), 'X,Y');
    assert.equal((await host.hyperv.probe('vm', plan.vm, patience())).state, 'absent');
  });

  it('half_effect: leaves a disk that cannot be read, which the next try makes anew', async () => {
    host.hyperv.faults.add({ step: 'disk', kind: 'half_effect', times: 1 });
    assert.match(await failureOf(host.hyperv, 'disk', plan.disk), /^OperationFailed,.*NewVhd$/);
    assert.equal((await host.hyperv.probe('disk', plan.disk, patience())).state, 'partial');
    assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, true);
    assert.equal((await inventoryNow(host.hyperv)).own_files.length, 1);
  });

  it('half_effect: leaves a VM that the next try finds', async () => {
    host.hyperv.faults.add({ step: 'vm', kind: 'half_effect', times: 1 });
    assert.match(await failureOf(host.hyperv, 'vm', plan.vm), /NewVM$/);
    assert.equal((await done(host.hyperv, 'vm', plan.vm)).acted, false);
  });

  it('late_effect: answers unknown, and the effect comes later all the same', async () => {
    host.hyperv.faults.add({ step: 'vm', kind: 'late_effect', times: 1, delay_ms: 60_000 });
    assert.equal((await host.hyperv.ensure('vm', plan.vm, patience())).outcome, 'unknown');
    await host.clock.advance(59_999);
    assert.equal((await host.hyperv.probe('vm', plan.vm, patience())).state, 'absent');
    await host.clock.advance(1);
    assert.equal((await host.hyperv.probe('vm', plan.vm, patience())).state, 'done');
  });

  it('hang: answers only when the caller gives up, and nothing comes of it', async () => {
    host.hyperv.faults.add({ step: 'vm', kind: 'hang', times: 1 });
    const caller = new AbortController();
    const pending = host.hyperv.ensure('vm', plan.vm, caller.signal);
    await host.clock.advance(3_600_000);
    caller.abort();
    assert.equal((await pending).outcome, 'unknown');
    assert.equal((await host.hyperv.probe('vm', plan.vm, patience())).state, 'absent');
  });

  it('slow: takes that much longer', async () => {
    host.hyperv.faults.add({ step: 'vm', kind: 'slow', times: 1, delay_ms: 5000 });
    const pending = host.hyperv.ensure('vm', plan.vm, patience());
    await host.clock.advance(4999);
    assert.equal(host.clock.sleeping(), 1);
    await host.clock.advance(1);
    assert.equal((await pending).outcome, 'done');
  });

  it('strike one VM and spare the others, after as many as told', async () => {
    host.hyperv.faults.add({ step: 'vm', vm_name: 'WEB-02', kind: 'error' });
    await provisionVm(host.hyperv, PLACES, VM);
    const other = vmPlan(PLACES, await inventoryNow(host.hyperv), { name: 'web-02', owner: 'b' });
    await failureOf(host.hyperv, 'vm', other.vm);
    host.hyperv.faults.clear();
    host.hyperv.faults.add({ step: 'vm', kind: 'error', after: 1 });
    await done(host.hyperv, 'vm', other.vm);
    const third = vmPlan(PLACES, await inventoryNow(host.hyperv), { name: 'web-03', owner: 'c' });
    await failureOf(host.hyperv, 'vm', third.vm);
  });

  it('start nothing when free memory cannot be read', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM, 'storage');
    host.hyperv.faults.add({ step: 'start', operation: 'Get-ChildItem', kind: 'error' });
    const start = { ...plan.start, room: { memory_mb: 1024, files: [] } };
    await failureOf(host.hyperv, 'start', start);
    assert.equal((await host.hyperv.probe('start', start, patience())).state, 'absent');
  });

  it('make the inventory unreadable', async () => {
    host.hyperv.faults.add({ step: 'inventory', kind: 'error' });
    assert.equal((await host.hyperv.inventory(patience())).ok, false);
    host.hyperv.faults.clear();
    assert.equal((await host.hyperv.inventory(patience())).ok, true);
  });
});
