import { resourceBases, type CapacityPolicy, type ResourceBase } from '#core/capacity.ts';
import type { Inventory, VmFacts } from '#core/inventory.ts';
import type { HeldDisk } from '../store/ledger.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import type { Store } from '../store/store.ts';

/** One reading of the host, with what it means for us. Immutable: a new reading makes a new view. */
export interface HostView {
  readonly inventory: Inventory;
  /** RFC 3339 time of the reading. */
  readonly at: string;
  readonly bases: readonly ResourceBase[];
  /** The VM of ours that this VM of the host is, or null for one that we did not create. */
  ownerOf(vm: Pick<VmFacts, 'vm_id' | 'path'>): ManagedVm | null;
  /** The VM of the host that is this VM of ours, or null when there is none. */
  find(managed: Pick<ManagedVm, 'vm_id' | 'blueprint'>): VmFacts | null;
  vm(vmId: string): VmFacts | null;
  /** Whether a VM of the host has this name, regardless of case. */
  hasName(name: string): boolean;
  /** Whether a disk file of ours is there. */
  hasFile(path: string): boolean;
  /** Virtual size in MB that is promised for the disk at this path; null: nothing is. */
  readonly promisedDiskMb: (path: string) => number | null;
}

/** What the records hold at the time of a reading. */
export interface Ours {
  readonly managed: readonly ManagedVm[];
  readonly disks: readonly HeldDisk[];
}

export function oursIn({ managed, ledger }: Pick<Store, 'managed' | 'ledger'>): Ours {
  return { managed: managed.held(), disks: ledger.heldDisks() };
}

/** Disks in folders that VMSpec made: those of adopted VMs may be anywhere. */
export function ownDisks({ managed, ledger }: Pick<Store, 'managed' | 'ledger'>): HeldDisk[] {
  return ledger
    .heldDisks()
    .filter(({ managed_vm }) => managed_vm === null || managed.get(managed_vm)?.blueprint.adopted !== true);
}

/**
 * Joins a reading with the VMs of ours. They are recognised by id and, before the id is known, by their folder: a second
 * VM that turns up in the folder later is not ours and counts beside it.
 */
export function hostView(
  inventory: Inventory,
  at: string,
  { managed, disks }: Ours,
  policy: CapacityPolicy,
): HostView {
  const ownersById = new Map(managed.filter((vm) => vm.vm_id !== null).map((vm) => [vm.vm_id ?? '', vm]));
  const unidentified = managed.filter((vm) => vm.vm_id === null);
  const ownersByFolder = new Map(unidentified.map((vm) => [fold(vm.blueprint.folder), vm]));
  const vmsById = new Map(inventory.vms.map((vm) => [vm.vm_id, vm]));
  const vmsByFolder = new Map(inventory.vms.map((vm) => [fold(vm.path), vm]));
  const promisedDisks = new Map(disks.map(({ path, size_mb }) => [fold(path), size_mb]));
  const names = new Set(inventory.vms.map((vm) => fold(vm.vm_name)));
  const files = new Set(inventory.own_files.map((file) => fold(file.path)));
  const promisedDiskMb: HostView['promisedDiskMb'] = (path) => promisedDisks.get(fold(path)) ?? null;
  const ownerOf: HostView['ownerOf'] = (vm) =>
    ownersById.get(vm.vm_id) ?? ownersByFolder.get(fold(vm.path)) ?? null;
  return {
    inventory,
    at,
    bases: resourceBases(inventory, policy, {
      promiseOf: (vm) => {
        const planned = ownerOf(vm)?.blueprint.vm;
        return planned === undefined ? null : { cpu_cores: planned.cpu_cores, ram_mb: planned.ram_max_mb };
      },
      promisedDiskMb,
    }),
    ownerOf,
    find: ({ vm_id, blueprint }) =>
      (vm_id === null ? undefined : vmsById.get(vm_id)) ?? vmsByFolder.get(fold(blueprint.folder)) ?? null,
    vm: (vmId) => vmsById.get(vmId) ?? null,
    hasName: (name) => names.has(fold(name)),
    hasFile: (path) => files.has(fold(path)),
    promisedDiskMb,
  };
}

/** VMs in folders of ours that no record explains. */
export function vmsWithoutRecord(view: HostView, vmFolders: readonly string[]): VmFacts[] {
  const roots = vmFolders.map((folder) => `${fold(folder)}\\`);
  return view.inventory.vms.filter(
    (vm) => view.ownerOf(vm) === null && roots.some((root) => fold(vm.path).startsWith(root)),
  );
}

/** Windows compares paths and Hyper-V compares names without regard to case. */
export function fold(text: string): string {
  return text.toLowerCase();
}
