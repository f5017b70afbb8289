import { memberAt, type MemberPath, type Spec, type VmEntry } from './spec.ts';

/** What most VMs have of a member, and which ones have it. */
export interface SharedValue<T = unknown> {
  readonly value: T;
  /** Positions of the VMs that have it; they follow when it is set for all. */
  readonly followers: readonly number[];
}

/** What most VMs have of a member; of equally many the one that comes first. */
export function sharedValue({ vms }: Spec, path: MemberPath): SharedValue {
  return mostCommon(vms, (vm) => memberAt(vm, path)) ?? { value: undefined, followers: [] };
}

/** What most VMs have of several members together. */
export function sharedValues({ vms }: Spec, names: readonly string[]): readonly number[] {
  return mostCommon(vms, (vm) => names.map((name) => vm[name] ?? null))?.followers ?? [];
}

/** What most VMs have of what is read of them; of equally many the one that comes first. */
export function sharedReading<T>({ vms }: Spec, read: (vm: VmEntry) => T): SharedValue<T> | null {
  return mostCommon(vms, read);
}

/** Positions of the VMs that have anything else than most have, of these members. */
export function differing(spec: Spec, paths: readonly MemberPath[]): ReadonlySet<number> {
  const usual = paths.map((path) => new Set(sharedValue(spec, path).followers));
  return new Set([...spec.vms.keys()].filter((index) => usual.some((followers) => !followers.has(index))));
}

function mostCommon<T>(vms: readonly VmEntry[], read: (vm: VmEntry) => T): SharedValue<T> | null {
  const groups = new Map<string, { value: T; followers: number[] }>();
  vms.forEach((vm, index) => {
    const value = read(vm);
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { value, followers: [index] });
    else group.followers.push(index);
  });
  const [best] = [...groups.values()].sort((a, b) => b.followers.length - a.followers.length);
  return best ?? null;
}

/** Equal for equal values. The page is drawn with every letter, and most values are plain text. */
function keyOf(value: unknown): string {
  return typeof value === 'string' ? `"${value}` : JSON.stringify([value]);
}
