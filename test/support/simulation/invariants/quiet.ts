import assert from 'node:assert/strict';
import { foldersOfVm } from '#core/vmFolders.ts';
import type { Computer } from '../../../../server/src/host/hyperv/simulated/machine/computer.ts';
import { fold } from '../../../../server/src/host/services/hostView.ts';
import type { ManagedVm } from '../../../../server/src/host/store/managedVms.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { isOurs } from '../../host/ledgerOf.ts';
import type { World } from '../world.ts';

/** Nothing is under way and nothing fails: every job has ended, and the ledger is the machine. */
export function assertQuiet(world: World): void {
  const store = world.host.store();
  const { machine } = world.host.machine();
  everyJobHasEnded(world, store);
  everyRowIsOnTheMachine(store, machine);
  noVmOfOursWithoutARow(store, machine);
  noDiskOfOursWithoutACharge(world, store, machine);
  everyKeptDiskIsThere(store, machine);
}

function everyJobHasEnded({ witness }: World, { jobs }: Store): void {
  for (const id of witness.acknowledged) {
    const status = jobs.head(id)?.status;
    assert.ok(status === 'Success' || status === 'Failed', `job ${id} is ${status ?? 'lost'}`);
  }
}

function everyRowIsOnTheMachine(store: Store, machine: Computer): void {
  for (const row of store.managed.held()) {
    const { vm_id, vm_name, blueprint } = row;
    const there =
      vm_id === null ? machine.state.vmsAt(blueprint.folder).length > 0 : machine.state.vms.has(vm_id);
    const entry = store.jobs.vm(row.job_id, row.n);
    const isLeftover = entry?.vm.rollback === 'incomplete' && isAnythingLeft(row, machine);
    assert.ok(there || isLeftover, `${vm_name} is charged and not on the machine`);
  }
}

/** A VM whose clean-up people made impossible, such as by giving its disk to another VM. */
function isAnythingLeft({ blueprint }: ManagedVm, { state }: Computer): boolean {
  const folders = foldersOfVm(blueprint.vm, blueprint.folder).map(fold);
  return [...state.files.keys()].some((key) => folders.some((folder) => key.startsWith(folder)));
}

function noVmOfOursWithoutARow(store: Store, { state }: Computer): void {
  const held = store.managed.held();
  const ids = new Set(held.map(({ vm_id }) => vm_id));
  const folders = new Set(held.flatMap((row) => (row.vm_id === null ? fold(row.blueprint.folder) : [])));
  for (const { vm_id, vm_name, path } of state.vms.values())
    assert.ok(!isOurs(path) || ids.has(vm_id) || folders.has(fold(path)), `orphan: ${vm_name} in ${path}`);
}

function noDiskOfOursWithoutACharge({ witness }: World, store: Store, { state }: Computer): void {
  const charged = new Set(store.ledger.heldDisks().map(({ path }) => fold(path)));
  for (const [key, file] of state.files) {
    const isOrphan =
      file.kind === 'disk' && isOurs(key) && !charged.has(key) && !witness.touchedDisks.has(key);
    assert.ok(!isOrphan, `orphan: ${key}`);
  }
}

function everyKeptDiskIsThere({ ledger }: Store, { state }: Computer): void {
  for (const { path } of ledger.keptDisks())
    assert.ok(state.files.has(fold(path)), `${path} is charged and gone`);
}
