import type { DiskFacts, VmFacts } from '#core/inventory.ts';
import { diskPaths } from '#core/vmFolders.ts';
import type { ServiceContext } from '../../../../server/src/host/services/context.ts';
import { fold, type HostView } from '../../../../server/src/host/services/hostView.ts';
import type { ManagedVm } from '../../../../server/src/host/store/managedVms.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';

/** Amounts by resource: `cpu|`, `ram|`, `storage|C:\`. */
export type Amounts = ReadonlyMap<string, number>;

/** What the ledger says is promised in all. */
export function promisedIn({ ledger }: Pick<Store, 'ledger'>): Amounts {
  const sums = [...ledger.promised()].map(([key, { committed, reserved }]): [string, number] => [
    key,
    committed + reserved,
  ]);
  return new Map(sums.filter(([, amount]) => amount > 0).sort(([a], [b]) => a.localeCompare(b)));
}

/** What ought to be promised: the sum of what every VM of ours was accepted with, and of disks that were kept. */
export function owedIn({ managed, ledger }: Pick<Store, 'managed' | 'ledger'>): Amounts {
  const sums = new Map<string, number>();
  const add = (key: string, amount: number): void => {
    sums.set(key, (sums.get(key) ?? 0) + amount);
  };
  for (const { blueprint } of managed.held()) {
    const { vm, folder } = blueprint;
    const { system, data } = diskPaths(vm, folder);
    add('cpu|', vm.cpu_cores);
    add('ram|', vm.ram_max_mb);
    add(volumeKey(system), vm.disk.size_gb * 1024);
    for (const [index, path] of data.entries())
      add(volumeKey(path), (vm.data_disks[index]?.size_gb ?? 0) * 1024);
    if (vm.automatic_stop_action === 'save') add(volumeKey(folder), vm.ram_max_mb);
  }
  for (const { path, size_mb } of ledger.keptDisks()) add(volumeKey(path), size_mb);
  return new Map([...sums].sort(([a], [b]) => a.localeCompare(b)));
}

/** How much of each resource VMs of ours may be promised in all, worked out anew from what the machine showed. */
export function roomIn({ store, policy }: ServiceContext, { inventory }: HostView): Amounts {
  const { host, vms, volumes, own_files } = inventory;
  const promised = new Map(store.ledger.heldDisks().map(({ path, size_mb }) => [fold(path), size_mb]));
  const held = store.managed.held();
  const rooms = new Map([
    ['cpu|', host.logical_processors - policy.reserve_cpu_cores],
    ['ram|', host.memory_mb - policy.reserve_ram_mb],
    ...volumes.map(({ path, free_mb }): [string, number] => [
      volumeKey(path),
      free_mb - (policy.reserve_storage_mb ?? 0),
    ]),
  ]);
  const take = (key: string, amount: number): void => {
    rooms.set(key, (rooms.get(key) ?? 0) - amount);
  };
  for (const { path, file_mb } of own_files) if (promised.has(fold(path))) take(volumeKey(path), -file_mb);
  for (const vm of vms) {
    const owner = ownerAmong(held, vm);
    const taken = owner === null ? takenByOthers(vm, host.memory_mb) : takenBeyond(vm, owner);
    take('cpu|', taken.cpu);
    take('ram|', taken.ram);
    for (const disk of vm.disks) take(volumeKey(disk.path), mayGrow(disk, promised.get(fold(disk.path))));
  }
  return rooms;
}

function volumeKey(path: string): string {
  return `storage|${path.slice(0, 3).toUpperCase()}`;
}

/** The VM of ours that a VM of the machine is. */
export function ownerAmong(
  held: readonly ManagedVm[],
  vm: Pick<VmFacts, 'vm_id' | 'path'>,
): ManagedVm | null {
  const byId = held.find(({ vm_id }) => vm_id === vm.vm_id);
  const unknown = (row: ManagedVm): boolean =>
    row.vm_id === null && fold(row.blueprint.folder) === fold(vm.path);
  return byId ?? held.find(unknown) ?? null;
}

function takenByOthers(vm: VmFacts, hostMemory: number): { readonly cpu: number; readonly ram: number } {
  if (vm.state === 'Off' && vm.automatic_start_action !== 'start') return { cpu: 0, ram: 0 };
  const most =
    vm.ram_max_mb < hostMemory ? vm.ram_max_mb : Math.max(vm.ram_startup_mb, vm.memory_assigned_mb);
  return { cpu: vm.cpu_cores, ram: vm.dynamic_memory ? most : vm.ram_startup_mb };
}

function takenBeyond(vm: VmFacts, { blueprint }: ManagedVm): { readonly cpu: number; readonly ram: number } {
  const ram = vm.dynamic_memory ? vm.ram_max_mb : vm.ram_startup_mb;
  return {
    cpu: Math.max(0, vm.cpu_cores - blueprint.vm.cpu_cores),
    ram: Math.max(0, ram - blueprint.vm.ram_max_mb),
  };
}

function mayGrow({ size_mb, file_mb }: DiskFacts, promised: number | undefined): number {
  return Math.max(0, size_mb - (promised ?? file_mb));
}
