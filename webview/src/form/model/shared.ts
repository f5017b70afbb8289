import { memberAt, type MemberPath, type Spec, type VmEntry } from './spec.ts';

/** What most VMs have of a member, and which ones have it. */
export interface SharedValue {
  readonly value: unknown;
  /** Positions of the VMs that have it; they follow when it is set for all. */
  readonly followers: readonly number[];
}

/** By spec and by path: the page is drawn many times from the same spec. */
const known = new WeakMap<Spec, Map<string, SharedValue>>();

/** What most VMs have of a member; of equally many the one that comes first. */
export function sharedValue(spec: Spec, path: MemberPath): SharedValue {
  const ofSpec = known.get(spec) ?? new Map<string, SharedValue>();
  known.set(spec, ofSpec);
  const key = path.join('/');
  const value = ofSpec.get(key) ?? mostCommon(spec.vms, (vm) => memberAt(vm, path));
  ofSpec.set(key, value);
  return value;
}

/** What most VMs have of several members together. */
export function sharedValues({ vms }: Spec, names: readonly string[]): readonly number[] {
  return mostCommon(vms, (vm) => names.map((name) => vm[name] ?? null)).followers;
}

/** Positions of the VMs that have anything else than most have, of these members. */
export function differing(spec: Spec, paths: readonly MemberPath[]): ReadonlySet<number> {
  const usual = paths.map((path) => new Set(sharedValue(spec, path).followers));
  return new Set([...spec.vms.keys()].filter((index) => usual.some((followers) => !followers.has(index))));
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
