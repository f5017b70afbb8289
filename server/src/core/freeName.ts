import type { VmSpec } from '#schemas/generated/types.ts';
import { copyNames } from './copies.ts';

/** Longest name of a VM. */
const LONGEST = 64;
/** Tries before giving up: more than there can be VMs in a request and on a host. */
const MOST_TRIES = 10_000;

/**
 * The next name like that of an entry which none of `taken` (lower case) has, copies counted: `web-01` becomes `web-02`,
 * `dc` becomes `dc-02`. Null when none is found.
 */
export function freeName(
  entry: Pick<VmSpec, 'vm_name' | 'copies'>,
  taken: ReadonlySet<string>,
): string | null {
  const [, stem = entry.vm_name, digits = ''] = /^(.*?)(\d*)$/s.exec(entry.vm_name) ?? [];
  const base = digits === '' ? `${stem}-` : stem;
  const width = Math.max(digits.length, digits === '' ? 2 : 1);
  // A number of many digits counts on from its end.
  const first = digits === '' ? 2 : Number(digits.slice(-6)) + 1;
  const head = digits.slice(0, -6);
  for (let number = first; number < first + MOST_TRIES; number += 1) {
    const tail = head + String(number).padStart(width - head.length, '0');
    const vm_name = base.slice(0, Math.max(0, LONGEST - tail.length)) + tail;
    const names = copyNames({ ...entry, vm_name });
    if (names.every((name) => !taken.has(name.toLowerCase()) && name.length <= LONGEST)) return vm_name;
  }
  return null;
}
