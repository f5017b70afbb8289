import assert from 'node:assert/strict';
import { diskPaths } from '#core/vmFolders.ts';
import type { Computer } from '../../../../server/src/host/hyperv/simulated/machine/computer.ts';
import { fold } from '../../../../server/src/host/services/hostView.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import type { World } from '../world.ts';
import { owedIn, promisedIn } from './room.ts';

/** What holds after every step of a history, whatever happened. The host must be running. */
export function assertInvariants(world: World): void {
  const store = world.host.store();
  const { machine } = world.host.machine();
  assert.deepEqual(world.host.mistakes(), [], 'the host made no mistake of its own');
  nothingAcknowledgedIsLost(world, store);
  eventsAreInOrderWithoutAGap(world, store);
  namesAreUnique(store);
  everyVmBelongsToOne(store, machine);
  everyDiskIsChargedOnce(store);
  nothingIsReleasedWhileItIsThere(world, store, machine);
  theLedgerIsTheSumOfItsRows(store);
  remember(world, store);
}

function nothingAcknowledgedIsLost({ witness }: World, { jobs }: Store): void {
  for (const id of witness.acknowledged)
    assert.ok(jobs.head(id) !== null, `job ${id} was acknowledged and is lost`);
}

function eventsAreInOrderWithoutAGap({ witness }: World, { events }: Store): void {
  for (const { seq } of events.after(witness.lastSeq, 1_000_000)) {
    assert.equal(seq, witness.lastSeq + 1, 'events follow one another without a gap');
    witness.lastSeq = seq;
  }
  assert.equal(events.newest(), witness.lastSeq, 'no event that was seen is taken back');
}

function namesAreUnique({ managed }: Store): void {
  const names = managed.held().map(({ vm_name }) => vm_name.toLowerCase());
  assert.equal(new Set(names).size, names.length, 'names are unique regardless of case');
}

/** Every VM of the machine is at most one VM of ours, and the other way round. */
function everyVmBelongsToOne({ managed }: Store, { state }: Computer): void {
  const held = managed.held();
  const ids = held.flatMap(({ vm_id }) => vm_id ?? []);
  assert.equal(new Set(ids).size, ids.length, 'a VM of the machine belongs to one row');
  const folders = held.map(({ blueprint }) => fold(blueprint.folder));
  assert.equal(new Set(folders).size, folders.length, 'a folder belongs to one row');
  for (const folder of folders) {
    const there = state.vmsAt(folder).map(({ vm_name }) => vm_name);
    assert.ok(there.length <= 1, `${folder} holds more than one VM: ${there.join(', ')}`);
  }
}

function everyDiskIsChargedOnce({ ledger }: Store): void {
  const paths = ledger.heldDisks().map(({ path }) => fold(path));
  assert.equal(new Set(paths).size, paths.length, 'a disk is charged once');
}

/** What was ever promised to a VM and is no longer: neither the VM nor the disk is on the machine. */
function nothingIsReleasedWhileItIsThere({ witness }: World, store: Store, { state }: Computer): void {
  const rows = store.managed.held();
  const held = new Set(rows.map(({ id }) => id));
  // A further attempt of a job uses the folder again.
  const inUse = new Set(rows.map(({ blueprint }) => blueprint.folder));
  const charged = new Set(store.ledger.heldDisks().map(({ path }) => fold(path)));
  for (const [id, row] of witness.rows) {
    if (held.has(id)) continue;
    const byId = row.vm_id === null ? undefined : state.vms.get(row.vm_id);
    const there = byId ?? (inUse.has(row.folder) ? undefined : state.vmsAt(row.folder)[0]);
    assert.equal(there, undefined, `${row.folder} was released while its VM is there`);
    for (const path of row.disks) {
      const isThere = state.files.has(path) && !witness.touchedDisks.has(path);
      assert.ok(!isThere || charged.has(path), `${path} was released while it is there`);
    }
  }
}

/** But for VMs of others that a job of ours is starting: their room is not written down anywhere else. */
function theLedgerIsTheSumOfItsRows(store: Store): void {
  const starts = store.jobs.unfinished().some((id) => store.jobs.head(id)?.kind === 'start');
  const [promised, owed] = [promisedIn(store), owedIn(store)];
  if (!starts) assert.deepEqual(promised, owed, 'the ledger is the sum of its rows');
  else for (const [key, amount] of owed) assert.ok((promised.get(key) ?? 0) >= amount, `${key} is promised`);
}

function remember({ witness }: World, store: Store): void {
  for (const { id, vm_id, blueprint } of store.managed.held()) {
    const { system, data } = diskPaths(blueprint.vm, blueprint.folder);
    witness.rows.set(id, { vm_id, folder: blueprint.folder, disks: [system, ...data].map(fold) });
  }
  witness.promised = promisedIn(store);
  witness.mayHaveGrown = false;
}

/** Between two requests nothing more is promised than before. */
export function assertNothingGrew({ witness }: World, store: Store): void {
  if (witness.mayHaveGrown) return;
  for (const [key, amount] of promisedIn(store))
    assert.ok(amount <= (witness.promised.get(key) ?? 0), `${key} grew without a request`);
}
