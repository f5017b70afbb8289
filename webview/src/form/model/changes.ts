import type { FormChange } from '#schemas/generated/types.ts';
import { fitsPattern, nameOf, nextName, type NamePattern, patternOf } from './names.ts';
import { type MemoryBounds, type MemoryMember, memoryMembers, withBound } from './memory.ts';
import {
  copiesOf,
  countVms,
  memberAt,
  type MemberPath,
  NUM_VMS,
  type Spec,
  type VmEntry,
  VMS,
  withoutMember,
} from './spec.ts';

/** Most VMs of a request. */
export const MAX_VMS = 500;

/** Members that only one VM may have. */
const ownMembers: readonly MemberPath[] = [['mac_address'], ['guest', 'hostname'], ['guest', 'ip_address']];

/** Sets a member of a VM or takes it away, with the object around it when nothing else is in there. */
export function setMember(vm: VmEntry, index: number, path: MemberPath, value: unknown): FormChange {
  if (value !== undefined) return { kind: 'set', path: [...VMS, index, ...path], value };
  const outer = path.slice(0, -1);
  const around = memberAt(vm, outer);
  const alone =
    outer.length > 0 && typeof around === 'object' && around !== null && Object.keys(around).length <= 1;
  return { kind: 'remove', path: [...VMS, index, ...(alone ? outer : path)] };
}

/** Sets a member of several VMs. */
export function setMembers(
  { vms }: Spec,
  indexes: readonly number[],
  path: MemberPath,
  value: unknown,
): FormChange[] {
  return indexes.flatMap((index) => {
    const vm = vms[index];
    return vm === undefined ? [] : [setMember(vm, index, path, value)];
  });
}

/** Sets one bound of the memory of several VMs; the others move along, from where they are in `spec`. */
export function setBound(
  { vms }: Spec,
  indexes: readonly number[],
  member: MemoryMember,
  value: unknown,
): FormChange[] {
  return indexes.flatMap((index) => {
    const vm = vms[index];
    if (vm === undefined) return [];
    const bounds = boundsOf(vm);
    const next =
      typeof value === 'number' ? withBound(bounds, member, value) : { ...bounds, [member]: value };
    return setBounds(index, next);
  });
}

/** Sets all bounds of the memory of a VM. */
export function setBounds(index: number, bounds: MemoryBounds): FormChange[] {
  return memoryMembers.flatMap((name): FormChange[] =>
    bounds[name] === undefined ? [] : [{ kind: 'set', path: [...VMS, index, name], value: bounds[name] }],
  );
}

export function boundsOf({ ram_min_mb, ram_startup_mb, ram_max_mb }: VmEntry): MemoryBounds {
  return { ram_min_mb, ram_startup_mb, ram_max_mb };
}

/** Puts a VM like another one behind it, under the next free name. */
export function duplicateVm(spec: Spec, index: number): FormChange[] {
  const like = spec.vms[index] ?? {};
  return inserted(spec, index + 1, [copyOf(like, namesOf(spec))]);
}

/** Takes a VM out. */
export function removeVm({ vms }: Spec, index: number): FormChange[] {
  return counted(vms.toSpliced(index, 1), [{ kind: 'remove', path: [...VMS, index] }]);
}

/** Makes the request have this many VMs: new ones are like the last one, superfluous ones are taken from the end. */
export function setTotal(spec: Spec, total: number): FormChange[] {
  const wanted = Math.min(MAX_VMS, Math.max(1, Math.floor(total)));
  const more = wanted - countVms(spec.vms);
  return more > 0 ? addVms(spec, more) : takeVms(spec.vms, -more);
}

/** Names the VMs that follow the pattern of now, or all when none does, by another one. */
export function setPattern({ vms }: Spec, pattern: NamePattern): FormChange[] {
  const now = patternOf(vms.map(({ vm_name }) => vm_name));
  const following = vms.flatMap(({ vm_name }, index) =>
    now === null || fitsPattern(vm_name, now) ? [index] : [],
  );
  return following.map((index, number) => ({
    kind: 'set',
    path: [...VMS, index, 'vm_name'],
    value: nameOf(pattern, number),
  }));
}

/** Sets how many equal VMs an entry stands for, and counts anew. */
export function setCopies(spec: Spec, index: number, value: unknown): FormChange[] {
  const vm = spec.vms[index];
  if (vm === undefined) return [];
  return counted(spec.vms.with(index, { ...vm, copies: value }), [setMember(vm, index, ['copies'], value)]);
}

/** Puts an item into a list of a VM. */
export function addItem(spec: Spec, index: number, path: MemberPath, item: object): FormChange[] {
  const list = memberAt(spec.vms[index] ?? {}, path);
  const at = Array.isArray(list) ? list.length : 0;
  return [{ kind: 'insert', path: [...VMS, index, ...path, at], value: { ...item } }];
}

/** Takes an item out of a list of a VM, and the list with its last one. */
export function removeItem(spec: Spec, index: number, path: MemberPath, at: number): FormChange[] {
  const list = memberAt(spec.vms[index] ?? {}, path);
  const last = Array.isArray(list) && list.length === 1;
  return [{ kind: 'remove', path: [...VMS, index, ...path, ...(last ? [] : [at])] }];
}

function addVms(spec: Spec, count: number): FormChange[] {
  const like = spec.vms.at(-1) ?? {};
  const names = namesOf(spec);
  const fresh = Array.from({ length: count }, () => {
    const vm = copyOf(like, names);
    names.push(vm['vm_name']);
    return vm;
  });
  return inserted(spec, spec.vms.length, fresh);
}

function takeVms(vms: readonly VmEntry[], count: number): FormChange[] {
  const left = [...vms];
  const changes: FormChange[] = [];
  for (let over = count; over > 0;) {
    const index = left.length - 1;
    const last = left[index];
    if (last === undefined) break;
    const copies = copiesOf(last);
    if (copies <= over) {
      left.pop();
      changes.push({ kind: 'remove', path: [...VMS, index] });
    } else {
      left[index] = { ...last, copies: copies - over };
      changes.push({ kind: 'set', path: [...VMS, index, 'copies'], value: copies - over });
    }
    over -= copies;
  }
  return counted(left, changes);
}

/** A VM like another one, as one VM with a name of its own. */
function copyOf(like: VmEntry, names: readonly unknown[]): VmEntry {
  const kept = [['copies'], ...ownMembers].reduce<VmEntry>(withoutMember, like);
  return { ...kept, vm_name: nextName(names, like['vm_name']) };
}

function inserted({ vms }: Spec, at: number, fresh: readonly VmEntry[]): FormChange[] {
  return counted(
    vms.toSpliced(at, 0, ...fresh),
    fresh.map((vm, index) => ({ kind: 'insert', path: [...VMS, at + index], value: { ...vm } })),
  );
}

/** The changes, and the number of VMs that there are after them. */
function counted(after: readonly VmEntry[], changes: readonly FormChange[]): FormChange[] {
  return [...changes, { kind: 'set', path: [...NUM_VMS], value: countVms(after) }];
}

function namesOf({ vms }: Spec): unknown[] {
  return vms.map(({ vm_name }) => vm_name);
}
