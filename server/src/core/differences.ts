import type { AuditDifference, PlannedVm } from '#schemas/generated/types.ts';
import { diskBehindCheckpoints } from './adoption.ts';
import { memoryBounds } from './charges.ts';
import type { VmFacts } from './inventory.ts';

/** What is recorded of a VM of ours. */
export interface RecordedVm {
  readonly vm_name: string;
  readonly planned: PlannedVm;
  /** Virtual size in MB that is promised for the disk at this path; null: nothing is. */
  readonly promisedDiskMb: (path: string) => number | null;
}

/** The name and the sizes that somebody gave a VM of ours since it was recorded. */
export function differencesOf(
  { vm_name, planned, promisedDiskMb }: RecordedVm,
  vm: VmFacts,
): AuditDifference[] {
  const { min, startup, max } = memoryBounds(vm);
  const pairs: readonly AuditDifference[] = [
    { member: 'vm_name', recorded: vm_name, actual: vm.vm_name },
    { member: 'cpu_cores', recorded: planned.cpu_cores, actual: vm.cpu_cores },
    { member: 'ram_startup_mb', recorded: planned.ram_startup_mb, actual: startup },
    { member: 'ram_min_mb', recorded: planned.ram_min_mb, actual: min },
    { member: 'ram_max_mb', recorded: planned.ram_max_mb, actual: max },
    ...vm.disks.map((disk): AuditDifference => {
      const path = diskBehindCheckpoints(disk);
      return { member: `disk ${path}`, recorded: promisedDiskMb(path) ?? 0, actual: disk.size_mb };
    }),
  ];
  return pairs.filter(({ recorded, actual }) => recorded !== actual);
}
