import type { Vm } from '#schemas/generated/types.ts';

/** Letters of an id that tell VMs of one name apart. */
const ID_LETTERS = 8;

/** A name for each VM that no other has, regardless of case: the first of a name has it, others with the beginning of their id. */
export function uniqueNames(vms: readonly Vm[], nameOf: (vm: Vm) => string): readonly string[] {
  const taken = new Set<string>();
  return vms.map((vm) => {
    const name = nameOf(vm);
    const unique = taken.has(name.toLowerCase()) ? `${name}-${vm.vm_id.slice(0, ID_LETTERS)}` : name;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
