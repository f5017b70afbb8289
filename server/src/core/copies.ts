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

/** The VMs that one entry stands for. Even a single copy is numbered when `copies` is given. */
export function expandEntry(spec: VmSpec, entry: number, pointer: string): ExpandedVm[] {
  const { copies, vm_name } = spec;
  if (copies === undefined) return [{ vm_name, entry, copy: null, pointer, spec }];
  const digits = Math.max(2, String(copies).length);
  return Array.from({ length: copies }, (_, index) => {
    const number = String(index + 1).padStart(digits, '0');
    return { vm_name: `${vm_name}-${number}`, entry, copy: index + 1, pointer, spec };
  });
}
