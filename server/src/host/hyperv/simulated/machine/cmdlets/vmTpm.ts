import { hyperVError, parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import type { MachineVm } from '../model.ts';
import { stateOf } from '../power.ts';

/** `Set-VMKeyProtector -NewLocalKeyProtector`: what a virtual TPM needs first. */
export function setVmKeyProtector(computer: Computer, params: { readonly vm_id: string }): void {
  putVm(computer, { ...changeable(computer, params.vm_id, 'Set-VMKeyProtector'), key_protector: true });
}

/** `Enable-VMTPM`. */
export function enableVmTpm(computer: Computer, params: { readonly vm_id: string }): void {
  const vm = changeable(computer, params.vm_id, 'Enable-VMTPM');
  if (!vm.key_protector) {
    const text = `'${vm.vm_name}' has no key protector.`;
    throw hyperVError('OperationFailed', 'Enable-VMTPM', text, { target: vm.vm_name });
  }
  putVm(computer, { ...vm, tpm: true });
}

/** `Disable-VMTPM`. */
export function disableVmTpm(computer: Computer, params: { readonly vm_id: string }): void {
  putVm(computer, { ...changeable(computer, params.vm_id, 'Disable-VMTPM'), tpm: false });
}

function changeable(computer: Computer, vmId: string, cmdlet: string): MachineVm {
  const vm = requireVm(computer, vmId, cmdlet);
  if (vm.generation === 1) {
    throw parameterError(cmdlet, 'A generation 1 virtual machine has no TPM.', vm.vm_name);
  }
  if (stateOf(computer, vm) !== 'Off') throw stateError(cmdlet, vm.vm_name);
  return vm;
}
