import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Charge } from '#core/charges.ts';
import { submittedVm } from '#core/jobState.ts';
import type { HeldDisk } from '../../../../server/src/host/store/ledger.ts';
import type { ManagedVm } from '../../../../server/src/host/store/managedVms.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { addJob, jobDraft } from '../../../support/heldVm.ts';
import { tempStores } from '../../../support/tempStore.ts';

const cores = (amount: number): Charge => ({ resource: 'cpu', volume: '', amount, path: '' });
const disk = (path: string, amount: number): Charge => ({
  ...{ resource: 'storage', volume: path.slice(0, 3), amount, path },
});

describe('what is held for a VM', () => {
  const { open } = tempStores();

  /** Holds these charges for the VM n of a job, or for one of others. */
  const hold = (
    store: Store,
    { job_id, n = 0, id = null }: { job_id: string; n?: number; id?: number | null },
    charges: readonly Charge[],
  ): void => {
    store.transact(() => {
      for (const [index, charge] of charges.entries()) {
        const item = id === null ? index + 100 : index;
        store.ledger.reserve({ job_id, attempt: 1, n, item, managed_vm: id, charge });
      }
    });
  };
  const disksOf = (store: Store): HeldDisk[] =>
    store.ledger.heldDisks().sort((left, right) => left.path.localeCompare(right.path));
  const two = (store: Store): readonly [ManagedVm, ManagedVm] => {
    const [a, b] = addJob(store, 'job-1', ['a', 'b']);
    assert.ok(a !== undefined && b !== undefined);
    return [a, b];
  };

  it('is replaced by what it has now, committed at once, as often as that changes; the rest stays', () => {
    const store = open();
    const [a, b] = two(store);
    hold(store, a, [cores(2), disk('C:\\a.vhdx', 40)]);
    hold(store, b, [cores(1)]);
    const now = [cores(6), disk('D:\\a.vhdx', 50), disk('D:\\b.vhdx', 5)];
    for (const charges of [now, [cores(5)], now])
      store.transact(() => store.ledger.recharge(a.id, charges, 'accepted'));
    assert.deepEqual(
      [...store.ledger.promised()],
      [
        ['cpu|', { committed: 6, reserved: 1 }],
        ['storage|D:\\', { committed: 55, reserved: 0 }],
      ],
    );
    assert.deepEqual(disksOf(store), [
      { path: 'D:\\a.vhdx', size_mb: 50, managed_vm: a.id },
      { path: 'D:\\b.vhdx', size_mb: 5, managed_vm: a.id },
    ]);
  });

  it('may be nothing any more', () => {
    const store = open();
    const [a] = two(store);
    hold(store, a, [cores(2)]);
    store.transact(() => store.ledger.recharge(a.id, [], 'accepted'));
    assert.deepEqual([...store.ledger.promised()], []);
    assert.deepEqual(store.ledger.holders(), { vms: new Set(), reservations: 0 });
  });

  it('tells who holds something, and how many reservations there are with those for VMs of others', () => {
    const store = open();
    const [a, b] = two(store);
    assert.deepEqual(store.ledger.holders(), { vms: new Set(), reservations: 0 });
    hold(store, a, [cores(2), disk('C:\\a.vhdx', 40)]);
    hold(store, { job_id: 'job-2' }, [cores(1)]);
    assert.deepEqual(store.ledger.holders(), { vms: new Set([a.id]), reservations: 3 });
    hold(store, b, [cores(1)]);
    assert.deepEqual(store.ledger.holders(), { vms: new Set([a.id, b.id]), reservations: 4 });
  });

  it('lists the disks of VMs of ours and of others with their size', () => {
    const store = open();
    const [a] = two(store);
    hold(store, a, [disk('C:\\a.vhdx', 40)]);
    hold(store, { job_id: 'job-2' }, [disk('C:\\theirs.vhdx', 50)]);
    assert.deepEqual(disksOf(store), [
      { path: 'C:\\a.vhdx', size_mb: 40, managed_vm: a.id },
      { path: 'C:\\theirs.vhdx', size_mb: 50, managed_vm: null },
    ]);
    assert.deepEqual(store.ledger.keptDisks(), [], 'their VMs are held');
  });

  it('is kept for the disks of a released VM, and told with what they belonged to', () => {
    const store = open();
    const [a, b] = two(store);
    hold(store, b, [cores(1), disk('C:\\b.vhdx', 30)]);
    hold(store, a, [cores(1), disk('C:\\a-2.vhdx', 40), disk('C:\\a-1.vhdx', 50)]);
    store.managed.release(a.id);
    const kept = { managed_vm: a.id, vm_name: 'a', job_id: 'job-1' };
    assert.deepEqual(store.ledger.keptDisks(), [
      { ...kept, path: 'C:\\a-2.vhdx', size_mb: 40 },
      { ...kept, path: 'C:\\a-1.vhdx', size_mb: 50 },
    ]);
  });

  it('is stale where the VM of ours is released or nothing is known of the job, once for all that is held', () => {
    const store = open();
    const [a, b] = two(store);
    hold(store, a, [cores(1), { ...cores(512), resource: 'ram' }]);
    hold(store, b, [cores(1), disk('C:\\b.vhdx', 30)]);
    assert.deepEqual(store.ledger.stale(), []);
    store.managed.release(a.id);
    hold(store, { job_id: 'unknown' }, [cores(1)]);
    assert.deepEqual(store.ledger.stale(), [
      { job_id: 'job-1', managed_vm: a.id, vm_name: 'a' },
      { job_id: 'unknown', managed_vm: null, vm_name: '' },
    ]);
    store.managed.release(b.id);
    store.transact(() => store.ledger.releaseCompute(b.id, 'gone'));
    assert.equal(store.ledger.stale().length, 2, 'a disk that is kept is not stale');
  });

  it('is stale for a VM of others once the job that starts it has ended, however it ended', () => {
    const store = open();
    const jobs = ['failed', 'succeeded', 'waiting'];
    store.transact(() => {
      for (const id of jobs) {
        store.jobs.add(jobDraft(id, { kind: 'start', target_vm_id: `vm-${id}` }));
        store.jobs.addVm(id, { n: 0, managed_vm: null, vm: submittedVm(`theirs-${id}`) });
      }
    });
    for (const job_id of jobs) hold(store, { job_id }, [cores(1)]);
    assert.deepEqual(store.ledger.stale(), []);
    store.transact(() => {
      store.jobs.finish('failed', { status: 'Failed', reason: null, at: '' });
      store.jobs.finish('succeeded', { status: 'Success', reason: null, at: '' });
    });
    assert.deepEqual(store.ledger.stale(), [
      { job_id: 'failed', managed_vm: null, vm_name: 'theirs-failed' },
      { job_id: 'succeeded', managed_vm: null, vm_name: 'theirs-succeeded' },
    ]);
  });
});
