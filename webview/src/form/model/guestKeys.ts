import type { FormChange } from '#schemas/generated/types.ts';
import { setMember } from './changes.ts';
import { KEYS } from './guestFields.ts';
import { memberAt, type Spec, type VmEntry, VMS } from './spec.ts';

/** The public keys of a VM; none where no list is there. */
export function keysOf(vm: VmEntry): readonly unknown[] {
  const keys = memberAt(vm, KEYS);
  return Array.isArray(keys) ? keys : [];
}

/** Puts keys behind those of several VMs; one that is there already is not repeated, unless it is still to be filled in. */
export function addKeys({ vms }: Spec, indexes: readonly number[], keys: readonly string[]): FormChange[] {
  return indexes.flatMap((index) => {
    const vm = vms[index];
    if (vm === undefined) return [];
    const there = keysOf(vm);
    const known = new Set(there.map(String).map(bare));
    const fresh = keys.filter((key) => key === '' || !known.has(bare(key)));
    return fresh.map((key, more) => ({
      kind: 'insert',
      path: [...VMS, index, ...KEYS, there.length + more],
      value: key,
    }));
  });
}

/** Writes one key of several VMs that have the same list. Of a text with several lines each is a key. */
export function setKey({ vms }: Spec, indexes: readonly number[], at: number, text: string): FormChange[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return indexes.flatMap((index) => {
    const vm = vms[index];
    if (vm === undefined) return [];
    if (lines.length > 1) return [setMember(vm, index, KEYS, keysOf(vm).toSpliced(at, 1, ...lines))];
    return [{ kind: 'set', path: [...VMS, index, ...KEYS, at], value: lines[0] ?? '' }];
  });
}

/** Takes one key of several VMs away, the list with its last one, and the guest with its last member. */
export function removeKey({ vms }: Spec, indexes: readonly number[], at: number): FormChange[] {
  return indexes.flatMap((index) => {
    const vm = vms[index];
    if (vm === undefined) return [];
    if (keysOf(vm).length <= 1) return [setMember(vm, index, KEYS, undefined)];
    return [{ kind: 'remove', path: [...VMS, index, ...KEYS, at] }];
  });
}

/** A key without its comment: what makes it this key. */
function bare(key: string): string {
  return key.trim().split(/\s+/).slice(0, 2).join(' ');
}
