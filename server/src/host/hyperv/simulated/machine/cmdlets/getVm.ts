import { hyperVError, parameterError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import type { MachineVm } from '../model.ts';

/** `Get-VM`: by id exactly one or ObjectNotFound, by name all of that name or InvalidParameter, else all. */
export function getVm(
  computer: Computer,
  params: { readonly id?: string; readonly name?: string },
): readonly MachineVm[] {
  if (params.id !== undefined) {
    const vm = computer.state.vms.get(params.id.toLowerCase());
    if (vm !== undefined) return [vm];
    const text = `Hyper-V was unable to find a virtual machine with id ${params.id}.`;
    throw hyperVError('ObjectNotFound', 'Get-VM', text, { category: 'ObjectNotFound', target: params.id });
  }
  const all = [...computer.state.vms.values()];
  const wanted = params.name?.toLowerCase();
  if (wanted === undefined) return all;
  const named = all.filter((vm) => vm.vm_name.toLowerCase() === wanted);
  if (named.length > 0) return named;
  const text = `Hyper-V was unable to find a virtual machine with name "${params.name ?? ''}".`;
  throw parameterError('Get-VM', text, params.name);
}
