import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_FILE } from '../../../../../server/src/host/hyperv/simulated/journal.ts';
import { practiceHost, TEMPLATE, VM_ROOT, type PracticeHost } from '../../../../support/practiceHost.ts';
import { done, inventoryNow, provisionVm } from '../../../../support/provisionVm.ts';

const PLACES = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };

describe('the state of a practice host', () => {
  let host: PracticeHost;
  beforeEach(() => {
    host = practiceHost();
  });
  afterEach(() => host.close());

  it('is the same after the process was killed at any moment of a job', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, { name: 'web-01', owner: 'a' });
    assert.deepEqual(await inventoryNow(host.reopen()), await inventoryNow(host.hyperv));
    const again = host.reopen();
    await done(again, 'stop', plan.stop);
    await done(again, 'remove_vm', plan.remove_vm);
    assert.deepEqual(await inventoryNow(host.reopen()), await inventoryNow(again));
  });

  it('does not look at the description again', async () => {
    host.hyperv.byHand.createVm({ name: 'kept' });
    const { vms } = await inventoryNow(host.reopen());
    assert.deepEqual(vms.map((vm) => vm.vm_name).sort(), ['dc-01', 'kept', 'old-build-server']);
  });

  it('drops a last line that was never finished, and goes on writing after it', async () => {
    host.hyperv.byHand.createVm({ name: 'before' });
    const before = await inventoryNow(host.hyperv);
    appendFileSync(join(host.folder, JOURNAL_FILE), '{"time":1,"change":{"vms":{"x":{"vm_id"');
    const reopened = host.reopen();
    assert.deepEqual(await inventoryNow(reopened), before);
    reopened.byHand.createVm({ name: 'after' });
    const names = (await inventoryNow(host.reopen())).vms.map((vm) => vm.vm_name);
    assert.ok(names.includes('before') && names.includes('after'));
  });

  it('is folded into one line when it is opened', () => {
    for (let count = 0; count < 5; count += 1) host.hyperv.byHand.createVm({ name: 'many' });
    const lines = (): number =>
      readFileSync(join(host.folder, JOURNAL_FILE), 'utf8').trimEnd().split('\n').length;
    assert.equal(lines(), 11);
    host.reopen();
    assert.equal(lines(), 1);
  });

  it('does not grow without end while it is open', async () => {
    const { vm_id } = host.hyperv.byHand.createVm({ name: 'busy' });
    const notes = 'n'.repeat(10_000);
    for (let count = 0; count < 1000; count += 1) {
      host.hyperv.byHand.changeVm(vm_id, { notes: `${String(count)} ${notes}` });
    }
    assert.ok(statSync(join(host.folder, JOURNAL_FILE)).size < 9 * 1024 * 1024);
    const vm = (await inventoryNow(host.reopen())).vms.find((item) => item.vm_id === vm_id);
    assert.equal(vm?.notes, `999 ${notes}`);
  });

  it('goes on in time: what was starting has started, what ran has run on', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, { name: 'web-01', owner: 'a' });
    await host.clock.advance(60_000);
    const vm = (await inventoryNow(host.reopen())).vms.find((item) => item.vm_id === plan.start.vm_id);
    assert.deepEqual([vm?.state, vm?.uptime_s], ['Running', 60]);
  });
});
