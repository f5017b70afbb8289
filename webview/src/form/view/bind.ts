import { setBound, setCopies, setMembers } from '../model/changes.ts';
import type { Field } from '../model/fields.ts';
import { type MemoryMember, memoryMembers } from '../model/memory.ts';
import { sharedValue, sharedValues } from '../model/shared.ts';
import { memberAt } from '../model/spec.ts';
import type { Scope, View } from './context.ts';
import type { Bound } from './field.ts';

/** A member of one VM, or of all that have what most have, as a field. */
export function bind({ state }: View, scope: Scope, field: Field): Bound {
  const { spec } = state;
  const { path } = field;
  const member = memoryMembers.find((name) => path.length === 1 && name === path[0]);
  const set = member === undefined ? plain(field) : bound(member);
  if (scope !== 'all') {
    const value = memberAt(spec.vms[scope] ?? {}, path);
    return { field, scope, path, value, followers: [scope], others: 0, set };
  }
  const shared = member === undefined ? sharedValue(spec, path) : sharedMemory(spec, member);
  const others = spec.vms.length - shared.followers.length;
  return { field, scope, path, value: shared.value, followers: shared.followers, others, set };
}

/** Memory is shared as a whole: its bounds move together. */
function sharedMemory(spec: View['state']['spec'], member: MemoryMember) {
  const followers = sharedValues(spec, memoryMembers);
  const [first] = followers;
  return { followers, value: first === undefined ? undefined : spec.vms[first]?.[member] };
}

function plain({ path }: Field): Bound['set'] {
  if (path[0] === 'copies')
    return (spec, [index], value) => (index === undefined ? [] : setCopies(spec, index, value));
  return (spec, followers, value) => setMembers(spec, followers, path, value);
}

function bound(member: MemoryMember): Bound['set'] {
  return (spec, followers, value) => setBound(spec, followers, member, value);
}

/** Static memory is one value for all three bounds. */
export function bindStatic(view: View, scope: Scope, field: Field): Bound {
  return {
    ...bind(view, scope, field),
    set: (spec, followers, value) =>
      memoryMembers.flatMap((name) => setMembers(spec, followers, [name], value)),
  };
}
