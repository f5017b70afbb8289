import { isSame, memberAt, type MemberPath, type Spec, type VmEntry } from './spec.ts';

/** What most VMs have of a member, and which ones have it. */
export interface SharedValue {
  readonly value: unknown;
  /** Positions of the VMs that have it; they follow when it is set for all. */
  readonly followers: readonly number[];
}

/** What most VMs have of a member; of equally many the one that comes first. */
export function sharedValue({ vms }: Spec, path: MemberPath): SharedValue {
  return mostCommon(vms, (vm) => memberAt(vm, path));
}

/** What most VMs have of several members together. */
export function sharedValues({ vms }: Spec, names: readonly string[]): readonly number[] {
  return mostCommon(vms, (vm) => names.map((name) => vm[name] ?? null)).followers;
}

/** Whether a VM has anything else than most have. */
export function differs(
  spec: Spec,
  index: number,
  shared: readonly (readonly [MemberPath, unknown])[],
): boolean {
  const vm = spec.vms[index];
  return vm !== undefined && shared.some(([path, value]) => !isSame(memberAt(vm, path), value));
}

function mostCommon(vms: readonly VmEntry[], read: (vm: VmEntry) => unknown): SharedValue {
  const groups = new Map<string, { value: unknown; followers: number[] }>();
  vms.forEach((vm, index) => {
    const value = read(vm);
    const key = JSON.stringify([value]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { value, followers: [index] });
    else group.followers.push(index);
  });
  const [best] = [...groups.values()].sort((a, b) => b.followers.length - a.followers.length);
  return best ?? { value: undefined, followers: [] };
}
