import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pino } from 'pino';
import type { Inventory, VmFacts } from '#core/inventory.ts';
import { submittedVm } from '#core/jobState.ts';
import { hostView, oursIn, type HostView } from '../../../../server/src/host/services/hostView.ts';
import { reconciler, type Reconciler } from '../../../../server/src/host/services/reconciler.ts';
import { StorageFull } from '../../../../server/src/host/store/database.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { addJob } from '../../../support/heldVm.ts';
import { tempStores } from '../../../support/tempStore.ts';
import { sampleInventory, sampleTemplate, sampleVmFacts } from '../../core/sampleInventory.ts';

const policy = {
  ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
  ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
};
const FOLDER = 'C:\\VMs\\VMSpec\\one\\a';
const DISK = `${FOLDER}\\a.vhdx`;
const there: VmFacts = { ...sampleVmFacts('a'), vm_id: 'id-a', path: FOLDER };
const disk = sampleTemplate({ path: DISK });

interface Case {
  readonly store: Store;
  /** Hands a reading over; every one has a stamp of its own. */
  readonly read: (different: Partial<Inventory>) => void;
  readonly types: () => string[];
}

describe('the reconciler', () => {
  const { open: openStore } = tempStores();

  const open = (change: (store: Store) => Store = (store) => store): Case => {
    const store = change(openStore());
    const reconcile: Reconciler = reconciler(store, pino({ enabled: false }), [
      'C:\\VMs\\VMSpec',
      'D:\\VMSpec',
    ]);
    const state: { before: HostView | null; stamp: number } = { before: null, stamp: 0 };
    return {
      store,
      read: (different) => {
        state.stamp += 1;
        const inventory = { ...sampleInventory(), vms: [], stamp: String(state.stamp), ...different };
        const view = hostView(inventory, '2026-01-01T00:00:00.000Z', oursIn(store), policy);
        reconcile.onReading(view, state.before);
        state.before = view;
      },
      types: () => store.events.after(0, 1000).map(({ type }) => type),
    };
  };

  /** A finished VM of ours with a disk. */
  const finished = (store: Store): void => {
    const [managed] = addJob(store, 'one', ['a']);
    assert.ok(managed !== undefined);
    store.transact(() => {
      for (const [item, path] of ['', DISK].entries()) {
        const resource = path === '' ? 'cpu' : 'storage';
        store.ledger.reserve({
          ...{ job_id: 'one', attempt: 1, n: 0, item, managed_vm: managed.id },
          charge: { resource, volume: path.slice(0, 3), amount: 2, path },
        });
      }
      store.managed.identify(managed.id, 'id-a');
      store.jobs.saveVm('one', 0, { ...submittedVm('a', 'id-a'), status: 'Success' });
      store.jobs.finish('one', { status: 'Success', reason: null, at: '' });
    });
  };

  it('leaves alone what is there', () => {
    const { store, read, types } = open();
    finished(store);
    for (let reading = 0; reading < 5; reading += 1) read({ vms: [there], own_files: [disk] });
    assert.deepEqual(types(), []);
    assert.equal(store.managed.held().length, 1);
  });

  it('gives a lost VM up at the third reading without it, its disk only when that is gone too', () => {
    const { store, read, types } = open();
    finished(store);
    read({ own_files: [disk] });
    read({ own_files: [disk] });
    assert.equal(store.managed.held().length, 1);
    read({ own_files: [disk] });
    assert.deepEqual(types(), ['vm_lost']);
    assert.deepEqual([...store.ledger.promised().keys()], ['storage|C:\\']);
    read({});
    read({});
    assert.equal(store.ledger.keptDisks().length, 1);
    read({});
    assert.equal(store.ledger.promised().size, 0);
    assert.deepEqual(types(), ['vm_lost']);
  });

  it('never gives up a VM that a job is still making', () => {
    const { store, read } = open();
    addJob(store, 'one', ['a']);
    for (let reading = 0; reading < 5; reading += 1) read({});
    assert.equal(store.managed.held().length, 1);
  });

  it('never gives up a VM whose clean-up is not complete', () => {
    const { store, read } = open();
    finished(store);
    store.jobs.saveVm('one', 0, { ...submittedVm('a', 'id-a'), status: 'Failed', rollback: 'incomplete' });
    for (let reading = 0; reading < 5; reading += 1) read({});
    assert.equal(store.managed.held().length, 1);
  });

  it('tells that a disk was resized though the stamp, which leaves disks of running VMs out, stays', () => {
    const { read, types } = open();
    const system = sampleTemplate({ path: 'C:\\theirs.vhdx' });
    const theirs: VmFacts = { ...sampleVmFacts('theirs'), disks: [system] };
    read({ stamp: 'same', vms: [theirs] });
    read({ stamp: 'same', vms: [{ ...theirs, disks: [{ ...system, file_mb: system.file_mb + 1 }] }] });
    assert.deepEqual(types(), []);
    read({ stamp: 'same', vms: [{ ...theirs, disks: [{ ...system, size_mb: system.size_mb + 1024 }] }] });
    assert.deepEqual(types(), ['vm_changed']);
  });

  it('tells of VMs that appeared, changed or went, but not of every reading', () => {
    const { store, read } = open();
    const theirs = sampleVmFacts('theirs');
    const events = (): unknown[] =>
      store.events.after(0, 1000).map(({ type, vm_name, data }) => [type, vm_name, data]);
    read({ vms: [] });
    read({ vms: [theirs] });
    read({ vms: [{ ...theirs, uptime_s: 5, memory_assigned_mb: 100 }] });
    read({ vms: [{ ...theirs, state: 'Running' }] });
    const system = sampleTemplate({ path: 'C:\\theirs.vhdx' });
    read({ vms: [{ ...theirs, state: 'Running', disks: [system] }] });
    read({ vms: [{ ...theirs, state: 'Running', disks: [{ ...system, file_mb: system.file_mb + 1 }] }] });
    read({ vms: [{ ...theirs, state: 'Running', disks: [{ ...system, size_mb: system.size_mb + 1 }] }] });
    read({ vms: [] });
    assert.deepEqual(events(), [
      ['vm_changed', 'theirs', { state: 'Off' }],
      ['vm_changed', 'theirs', { state: 'Running' }],
      ['vm_changed', 'theirs', { state: 'Running' }],
      ['vm_changed', 'theirs', { state: 'Running' }],
      ['vm_changed', 'theirs', { gone: true }],
    ]);
  });

  it('waits until there is space for its records, and then says and does the same', () => {
    const state = { full: false };
    const { store, read, types } = open((real) => ({
      ...real,
      transact: (work) => {
        if (state.full) throw new StorageFull('full');
        return real.transact(work);
      },
    }));
    finished(store);
    const orphan = { ...sampleVmFacts('copy'), path: 'D:\\VMSpec\\x\\copy' };
    state.full = true;
    for (let reading = 0; reading < 4; reading += 1) read({ vms: [orphan] });
    assert.deepEqual([types(), store.managed.held().length], [[], 1]);
    state.full = false;
    read({ vms: [orphan] });
    assert.deepEqual(types(), ['orphan_found', 'vm_lost']);
    assert.equal(store.managed.held().length, 0);
  });

  it('announces a stranger in our folders once, and again when it came back', () => {
    const { read, types } = open();
    const orphan = { ...sampleVmFacts('copy'), path: 'd:\\vmspec\\x\\copy' };
    const orphans = (): number => types().filter((type) => type === 'orphan_found').length;
    read({ vms: [orphan, { ...sampleVmFacts('near'), path: 'D:\\VMSpecial\\near' }] });
    read({ vms: [orphan] });
    assert.equal(orphans(), 1);
    read({ vms: [] });
    read({ vms: [orphan] });
    assert.equal(orphans(), 2);
  });
});
