import type { PlannedVm } from '#schemas/generated/types.ts';
import type { DiskFacts, VmFacts } from './inventory.ts';
import { diskPaths } from './vmFolders.ts';

/** What a VM, or one disk of it, takes. CPU in cores, RAM and storage in MB (2^20 bytes). */
export interface Charge {
  readonly resource: 'cpu' | 'ram' | 'storage';
  /** Drive such as `C:\`, upper case; empty for CPU and RAM. */
  readonly volume: string;
  readonly amount: number;
  /** The disk that is charged; empty for what is no disk. */
  readonly path: string;
}

export const MB_PER_GB = 1024;

/** Drive of a Windows path, `C:\`. */
export function volumeOf(path: string): string {
  return path.slice(0, 3).toUpperCase();
}

/**
 * What a VM of ours takes from the moment it is accepted: all its cores, its maximum memory, the full virtual size of
 * every disk, and the memory again on its volume when stopping saves it there.
 */
export function chargesOfPlan(vm: PlannedVm, folder: string): Charge[] {
  const paths = diskPaths(vm, folder);
  const volume = volumeOf(paths.system);
  const charges: Charge[] = [
    { resource: 'cpu', volume: '', amount: vm.cpu_cores, path: '' },
    { resource: 'ram', volume: '', amount: vm.ram_max_mb, path: '' },
    { resource: 'storage', volume, amount: vm.disk.size_gb * MB_PER_GB, path: paths.system },
    ...vm.data_disks.map((disk, index): Charge => {
      const path = paths.data[index] ?? '';
      return { resource: 'storage', volume: volumeOf(path), amount: disk.size_gb * MB_PER_GB, path };
    }),
  ];
  if (vm.automatic_stop_action === 'save') {
    charges.push({ resource: 'storage', volume, amount: vm.ram_max_mb, path: '' });
  }
  return charges;
}

/** Where the memory figure of a VM that we did not create comes from. */
export type ChargeBasis = 'startup' | 'maximum' | 'assigned' | 'unbounded' | 'off';

export interface UnmanagedCharge {
  readonly cpu_cores: number;
  readonly ram_mb: number;
  readonly basis: ChargeBasis;
}

/**
 * What a VM that we did not create takes: nothing while it is off and stays off, otherwise its cores, and its startup
 * memory (static) or maximum memory (dynamic). A maximum beyond the host, such as Hyper-V's default of 1 TB, says
 * nothing: then the larger of startup and assigned memory counts.
 */
export function chargeOfUnmanaged(vm: VmFacts, hostMemoryMb: number): UnmanagedCharge {
  const idle = vm.state === 'Off' && vm.automatic_start_action !== 'start';
  return idle ? { cpu_cores: 0, ram_mb: 0, basis: 'off' } : runningCharge(vm, hostMemoryMb);
}

/** What a VM that we did not create takes while it runs. */
export function runningCharge(vm: VmFacts, hostMemoryMb: number): UnmanagedCharge {
  const cpu_cores = vm.cpu_cores;
  if (!vm.dynamic_memory) return { cpu_cores, ram_mb: vm.ram_startup_mb, basis: 'startup' };
  if (vm.ram_max_mb < hostMemoryMb) return { cpu_cores, ram_mb: vm.ram_max_mb, basis: 'maximum' };
  return { cpu_cores, ram_mb: Math.max(vm.ram_startup_mb, vm.memory_assigned_mb), basis: 'unbounded' };
}

/** Memory bounds that are in force: with dynamic memory off, Hyper-V still stores a minimum and a maximum of no effect. */
export function memoryBounds(vm: VmFacts): {
  readonly min: number;
  readonly startup: number;
  readonly max: number;
} {
  const startup = vm.ram_startup_mb;
  return vm.dynamic_memory
    ? { min: vm.ram_min_mb, startup, max: vm.ram_max_mb }
    : { min: startup, startup, max: startup };
}

/** How much a disk may still grow, in MB. */
export function growthOf(disk: DiskFacts): number {
  return Math.max(0, disk.size_mb - disk.file_mb);
}
