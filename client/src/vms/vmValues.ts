import type { AuditDifference, Vm } from '#schemas/generated/types.ts';
import { diskOf, isLostDisk, isNewDisk } from '../audit/differenceText.ts';

/** A VM as two documents, which differ in what was changed outside. */
export interface VmValues {
  readonly recorded: string;
  readonly actual: string;
}

/** Members of a spec that others may change. */
const members = ['vm_name', 'cpu_cores', 'ram_startup_mb', 'ram_min_mb', 'ram_max_mb'] as const;

/** What is recorded of a VM, and what the host has, as JSON of the same order: whatever does not differ is equal. */
export function vmValues(vm: Vm, differences: readonly AuditDifference[]): VmValues {
  return {
    recorded: textOf(vm, differences, 'recorded'),
    actual: textOf(vm, differences, 'actual'),
  };
}

function textOf(vm: Vm, differences: readonly AuditDifference[], side: 'recorded' | 'actual'): string {
  const told = new Map(differences.map((difference) => [difference.member, difference[side]]));
  const values = new Map<string, unknown>(members.map((member) => [member, told.get(member) ?? vm[member]]));
  values.set('disks', disksOf(vm, differences, side));
  return `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`;
}

function disksOf(
  { disks }: Vm,
  differences: readonly AuditDifference[],
  side: 'recorded' | 'actual',
): object[] {
  const sizes = new Map<string, string | number>();
  // A checkpoint's file comes and goes: what is recorded, and may differ, is the disk that it belongs to.
  for (const { path, size_mb } of disks) if (!/\.avhdx?$/i.test(path)) sizes.set(path, size_mb);
  for (const difference of differences) {
    const path = diskOf(difference);
    if (path === null) continue;
    const isAbsent = side === 'recorded' ? isNewDisk : isLostDisk;
    if (isAbsent(difference)) sizes.delete(path);
    else sizes.set(path, difference[side]);
  }
  return Array.from(sizes, ([path, size_mb]) => ({ path, size_mb })).sort((left, right) =>
    left.path < right.path ? -1 : 1,
  );
}
