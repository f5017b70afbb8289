import assert from 'node:assert/strict';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { systemClock } from '../../../server/src/host/clock.ts';
import { openStore } from '../../../server/src/host/store/store.ts';
import { sums } from '../host/ledgerOf.ts';

/**
 * The records of a host that was killed hold every one of these jobs, by name of its VM, once: its request, its VM and
 * what is promised to it; and nothing is promised beside the jobs that are there.
 */
export function assertKept(directory: string, acknowledged: ReadonlyMap<string, string>): void {
  const store = openStore({
    program: '0.0.0-test',
    fillLog: false,
    path: dataFiles(directory).database,
    clock: systemClock,
    simulated: true,
    onDiskFailure: fail,
    onListenerError: fail,
  });
  try {
    for (const [name, id] of acknowledged) {
      const [vm, ...others] = store.jobs.vms(id);
      assert.ok(vm !== undefined && others.length === 0, `job ${id} of ${name} has its VM`);
      assert.equal(vm.vm.vm_name, name);
      assert.notEqual(vm.vm.status, 'Failed', JSON.stringify(vm.vm.error));
      assert.match(JSON.stringify(store.jobs.full(id)?.request), new RegExp(`"${name}"`));
    }
    const held = store.managed.held();
    const names = held.map(({ vm_name }) => vm_name);
    assert.equal(new Set(names).size, names.length, 'no name is promised twice');
    const known = new Set(names);
    const lost = [...acknowledged.keys()].filter((name) => !known.has(name));
    assert.deepEqual(lost, [], 'room is held for all that was acknowledged');
    assert.equal(
      sums({ host: { store } })['cpu|'],
      held.length,
      'a core is promised to each VM and none beside',
    );
  } finally {
    store.close();
  }
}

function fail(error: unknown): never {
  throw error;
}
