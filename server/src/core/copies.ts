import type { VmSpec } from '#schemas/generated/types.ts';

/** One VM of a request after `copies` are counted. */
export interface ExpandedVm {
  /** The name that the VM gets, with its copy number. */
  readonly vm_name: string;
  /** Position in `vms` of the entry that describes it. */
  readonly entry: number;
  /** 1, 2, … for a copy; null when the entry asks for no copies. */
  readonly copy: number | null;
  /** JSON pointer to the entry. */
  readonly pointer: string;
  readonly spec: VmSpec;
}

/** The names that one entry stands for. Even a single copy is numbered when `copies` is given. */
export function copyNames({ copies, vm_name }: Pick<VmSpec, 'copies' | 'vm_name'>): string[] {
  if (copies === undefined) return [vm_name];
  const digits = Math.max(2, String(copies).length);
  return Array.from(
    { length: copies },
    (_, index) => `${vm_name}-${String(index + 1).padStart(digits, '0')}`,
  );
}

/** The VMs that one entry stands for. */
export function expandEntry(spec: VmSpec, entry: number, pointer: string): ExpandedVm[] {
  return copyNames(spec).map((vm_name, index) => {
    const copy = spec.copies === undefined ? null : index + 1;
    return { vm_name, entry, copy, pointer, spec };
  });
}
