import type { PlannedVm } from '#schemas/generated/types.ts';

/** A member in which a VM of the host is not what a spec says. */
export interface Drift {
  readonly member: string;
  /** Both as text: what the spec says, and what the host has. */
  readonly planned: string;
  readonly actual: string;
}

/** Members that are compared. Whether a VM runs is no property of it, and its first adapter is among the adapters. */
const members = [
  ...(['cpu_cores', 'ram_startup_mb', 'ram_min_mb', 'ram_max_mb', 'generation'] as const),
  ...([
    'disk_template_path',
    'volume',
    'disk',
    'data_disks',
    'network_adapters',
    'dvd_path',
    'guest',
  ] as const),
  ...(['secure_boot', 'tpm', 'nested_virtualization', 'checkpoint_type'] as const),
  ...(['automatic_start_action', 'automatic_stop_action', 'tags', 'notes'] as const),
] as const satisfies readonly (keyof PlannedVm)[];

/** Members whose letters have no case: paths, volumes, names of switches. */
const withoutCase: ReadonlySet<string> = new Set([
  ...['disk_template_path', 'volume', 'dvd_path', 'data_disks', 'network_adapters', 'tags'],
]);

/** Where a VM as it is (`describeVm`) is not as planned. */
export function driftOf(planned: PlannedVm, actual: PlannedVm): Drift[] {
  return members.flatMap((member) => {
    const [wanted, found] = [textOf(planned, member), textOf(actual, member)];
    const same = withoutCase.has(member) ? wanted.toLowerCase() === found.toLowerCase() : wanted === found;
    return same ? [] : [{ member, planned: wanted, actual: found }];
  });
}

function textOf(vm: PlannedVm, member: (typeof members)[number]): string {
  // The key template of a firmware that does not check is nobody's choice.
  if (member === 'secure_boot') return vm.secure_boot.enabled ? vm.secure_boot.template : 'off';
  const value = member === 'tags' ? vm.tags.toSorted(byLetters) : vm[member];
  if (value === null || value === undefined) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function byLetters(left: string, right: string): number {
  return left.toLowerCase() < right.toLowerCase() ? -1 : 1;
}
