import { isDeviceName } from '#core/deviceNames.ts';
import { freeName } from '#core/freeName.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { entryOf, likely, numberAt, replaced, textAt } from './parts.ts';

/** Longest name of a VM. */
const LONGEST = 64;

/** Names that a VM of the entry may not get: of the document's other VMs, and of the host. Lower case. */
export function takenNames({ document, host }: FixContext, entry: string): ReadonlySet<string> {
  const others = document.reading.readable.filter(({ pointer }) => pointer !== entry);
  return new Set(
    [...others.map(({ vm_name }) => vm_name), ...(host?.facts.vm_names ?? [])].map((name) =>
      name.toLowerCase(),
    ),
  );
}

/** The next name that is free in the document and on the host. */
export const nextName: Fixer = ({ pointer }, context) => {
  const vm_name = textAt(context, pointer);
  return vm_name === null ? [] : named(context, pointer, vm_name);
};

/** A name beside that of a Windows device. */
export const noDeviceName: Fixer = ({ pointer }, context) => {
  const vm_name = textAt(context, pointer);
  // An extension does not make it another name.
  const plain = vm_name?.replaceAll('.', '-') ?? '';
  const other = isDeviceName(plain) || plain === '' ? `vm-${plain}` : plain;
  return vm_name === null ? [] : replaced(context, pointer, other, `Rename to "${other}"`, likely);
};

/** Cuts a name so that its copy number fits. */
export const shorterName: Fixer = ({ pointer }, context) => {
  const vm_name = textAt(context, pointer);
  const copies = numberAt(context, `${entryOf(pointer)}/copies`);
  const tail = copies === null ? 0 : 1 + Math.max(2, String(copies).length);
  const cut = vm_name?.slice(0, LONGEST - tail).replace(/[ ._-]+$/, '') ?? '';
  return cut === '' ? [] : replaced(context, pointer, cut, `Shorten to ${cut.length} characters`, likely);
};

function named(context: FixContext, pointer: string, vm_name: string): Fix[] {
  const entry = entryOf(pointer);
  const copies = numberAt(context, `${entry}/copies`);
  const free = freeName(copies === null ? { vm_name } : { vm_name, copies }, takenNames(context, entry));
  return free === null ? [] : replaced(context, pointer, free, `Rename to "${free}"`, likely);
}
