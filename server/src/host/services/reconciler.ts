import type { Logger } from 'pino';
import { resourceKey } from '#core/capacity.ts';
import type { VmFacts } from '#core/inventory.ts';
import { hasEnded } from '#core/jobState.ts';
import { StorageFull } from '../store/database.ts';
import type { KeptDisk } from '../store/ledger.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import type { EventDraft } from '../store/eventLog.ts';
import type { Emit, Store } from '../store/store.ts';
import { capacityIn, isLow } from './capacity.ts';
import { vmsWithoutRecord, type HostView } from './hostView.ts';
import { holdReturned, returnedAs } from './returned.ts';
import { templateTurns, writeTurns, type TemplateTurn } from './templates/templateTurns.ts';

/** A VM or file counts as gone after this many readings in a row without it: one reading may catch the host in between. */
export const READINGS_TO_BE_GONE = 3;

/** Compares every reading of the host with what was promised, and puts right what the host proves. */
export interface Reconciler {
  /** Answers whether the records changed, so that the same reading means something else now. */
  onReading(view: HostView, before: HostView | null): boolean;
}

interface Memory {
  /** Readings in a row in which something of ours was not seen, by a key of its own. */
  readonly missed: Map<string, number>;
  /** States that were announced and still hold, so that each is announced once. */
  readonly announced: Set<string>;
}

export function reconciler(store: Store, logger: Logger, vmFolders: readonly string[]): Reconciler {
  const memory: Memory = { missed: new Map(), announced: new Set() };
  return {
    onReading: (view, before) => {
      const drafts = [
        ...changedVms(view, before),
        ...announceOnce(memory, [
          ...orphans(view, vmFolders),
          ...lowEvents(view),
          ...overEvents(store, view),
        ]),
      ];
      const lost = store.managed.held().filter((managed) => isLost(store, memory, view, managed));
      const goneDisks = store.ledger
        .keptDisks()
        .filter(({ path }) => missedOften(memory, `disk ${path}`, !view.hasFile(path)));
      const turns = templateTurns(store, view, (id, missing) =>
        missedOften(memory, `template ${id}`, missing),
      );
      if (drafts.length + lost.length + goneDisks.length + turns.length === 0) return false;
      let returned = false;
      try {
        returned = writeDown(store, view, { drafts, lost, goneDisks, turns });
      } catch (error) {
        if (!(error instanceof StorageFull)) throw error;
        // The next reading finds the same again; what was to be announced must not count as announced.
        memory.announced.clear();
        logger.error({ err: error }, 'no space for the records of a reading');
        return false;
      }
      for (const managed of lost)
        logger.warn({ job_id: managed.job_id, vm_name: managed.vm_name }, 'a VM is no longer on this host');
      return returned || lost.length + goneDisks.length > 0;
    },
  };
}

/** What a reading proves. */
interface Findings {
  readonly drafts: readonly EventDraft[];
  readonly lost: readonly ManagedVm[];
  readonly goneDisks: readonly KeptDisk[];
  readonly turns: readonly TemplateTurn[];
}

/** Answers whether VMs that were given up are held again. */
function writeDown(store: Store, view: HostView, { drafts, lost, goneDisks, turns }: Findings): boolean {
  return store.transact((emit) => {
    let returned = false;
    for (const draft of drafts) {
      if (isReturned(store, emit, view, draft)) returned = true;
      else emit(draft);
    }
    writeTurns(store, emit, turns);
    for (const gone of goneDisks)
      store.ledger.releaseDisks(gone.managed_vm, (path) => path === gone.path, 'file_gone');
    for (const managed of lost) {
      store.ledger.releaseCompute(managed.id, 'lost');
      store.ledger.releaseDisks(managed.id, (path) => !view.hasFile(path), 'lost');
      store.managed.release(managed.id);
      emit({
        type: 'vm_lost',
        ...(managed.blueprint.adopted === true ? {} : { job_id: managed.job_id }),
        vm_name: managed.vm_name,
        ...(managed.vm_id === null ? {} : { vm_id: managed.vm_id }),
      });
    }
    return returned;
  });
}

/** Whether what no record explains is a VM of ours that was given up too early: then it is held again. */
function isReturned(store: Store, emit: Emit, view: HostView, { type, vm_id }: EventDraft): boolean {
  const vm = type === 'orphan_found' ? view.vm(vm_id ?? '') : null;
  const returned = vm === null ? null : returnedAs(store, vm);
  return returned !== null && holdReturned(store, emit, returned);
}

function missedOften({ missed }: Memory, key: string, isMissing: boolean): boolean {
  const count = isMissing ? (missed.get(key) ?? 0) + 1 : 0;
  if (count === 0) missed.delete(key);
  else missed.set(key, count);
  return count >= READINGS_TO_BE_GONE;
}

/** A finished VM that somebody removed; never one that a job of ours is working on. */
function isLost(store: Store, memory: Memory, view: HostView, managed: ManagedVm): boolean {
  const settled = view.find(managed) === null && isFinished(store, managed);
  return missedOften(memory, `vm ${managed.id}`, settled);
}

/** Whether no job makes, changes or clears up this VM of ours. */
export function isFinished(store: Store, { job_id, n, vm_id, blueprint }: ManagedVm): boolean {
  if (vm_id === null || store.jobs.workingOn(vm_id) !== null) return false;
  if (blueprint.adopted === true) return true;
  const row = store.jobs.vm(job_id, n);
  return row !== null && hasEnded(row.vm.status) && row.vm.rollback === 'none';
}

/** VMs that appeared, went, or look different to a person than in the reading before. */
function changedVms(view: HostView, before: HostView | null): EventDraft[] {
  // The stamp leaves out what moves while a VM runs, also the size of a disk; an unchanged reading is the same object.
  if (before === null || before.inventory === view.inventory) return [];
  const changed = view.inventory.vms.filter((vm) => !looksSame(vm, before.vm(vm.vm_id)));
  const gone = before.inventory.vms.filter((vm) => view.vm(vm.vm_id) === null);
  return [...changed.map((vm) => vmChanged(vm, false)), ...gone.map((vm) => vmChanged(vm, true))];
}

function vmChanged({ vm_name, vm_id, state }: VmFacts, gone: boolean): EventDraft {
  return { type: 'vm_changed', vm_name, vm_id, data: gone ? { gone } : { state } };
}

function looksSame(vm: VmFacts, before: VmFacts | null): boolean {
  return (
    before !== null &&
    vm.state === before.state &&
    vm.heartbeat === before.heartbeat &&
    vm.vm_name === before.vm_name &&
    vm.cpu_cores === before.cpu_cores &&
    vm.dynamic_memory === before.dynamic_memory &&
    vm.ram_startup_mb === before.ram_startup_mb &&
    vm.ram_min_mb === before.ram_min_mb &&
    vm.ram_max_mb === before.ram_max_mb &&
    sizesOf(vm) === sizesOf(before) &&
    vm.adapters.length === before.adapters.length &&
    vm.ip_addresses.join() === before.ip_addresses.join()
  );
}

/** The disks of a VM and their virtual sizes; their files grow all the time. */
function sizesOf({ disks }: VmFacts): string {
  return disks.map(({ path, size_mb }) => `${path} ${String(size_mb)}`).join();
}

/** An event that holds for a while, and what tells it from others. */
interface Standing {
  readonly key: string;
  readonly draft: EventDraft;
}

/** VMs in our folders that no record explains. They count as not created by us, and nothing is removed. */
function orphans(view: HostView, vmFolders: readonly string[]): Standing[] {
  return vmsWithoutRecord(view, vmFolders).map(({ vm_name, vm_id }) => ({
    key: `orphan ${vm_id}`,
    draft: { type: 'orphan_found', vm_name, vm_id },
  }));
}

function lowEvents(view: HostView): Standing[] {
  const floors = new Map(view.bases.map(({ volume, host_reserve }) => [volume, host_reserve]));
  return view.inventory.volumes.flatMap((volume): Standing[] => {
    const { path, free_mb, total_mb } = volume;
    const reached: readonly (readonly ['low' | 'floor', boolean])[] = [
      ['low', isLow(volume)],
      ['floor', free_mb < (floors.get(path.toUpperCase()) ?? 0)],
    ];
    return reached
      .filter(([, below]) => below)
      .map(([below]) => ({
        key: `${below} ${path}`,
        draft: { type: 'volume_low', data: { path, free_mb, total_mb, below } },
      }));
  });
}

function overEvents(store: Store, view: HostView): Standing[] {
  return capacityIn(store, view)
    .filter(({ over_by }) => over_by > 0)
    .map((state) => ({
      key: `over ${resourceKey(state)}`,
      draft: { type: 'host_over', data: { ...state } },
    }));
}

function announceOnce({ announced }: Memory, standing: readonly Standing[]): EventDraft[] {
  const keys = new Set(standing.map(({ key }) => key));
  for (const key of announced) if (!keys.has(key)) announced.delete(key);
  const news = standing.filter(({ key }) => !announced.has(key));
  for (const { key } of news) announced.add(key);
  return news.map(({ draft }) => draft);
}
