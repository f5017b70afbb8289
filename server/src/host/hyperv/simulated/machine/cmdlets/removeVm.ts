import { stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { requireVm } from '../lookups.ts';
import { isActive } from '../power.ts';

/** `Remove-VM -Force`: the configuration goes, disk files and folders stay. It fails unless the VM is off or saved. */
export function removeVm(computer: Computer, params: { readonly vm_id: string }): void {
  const vm = requireVm(computer, params.vm_id, 'Remove-VM');
  if (isActive(computer, vm)) throw stateError('Remove-VM', vm.vm_name);
  computer.commit({ vms: { [vm.vm_id]: null } });
}
