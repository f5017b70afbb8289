import { hyperVError, parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import type { MachineVm } from '../model.ts';
import { stateOf } from '../power.ts';
import { pathKey } from '../windowsPath.ts';

/** What `Set-VMFirmware` is told. `first_boot_path`: the attached disk to start from. */
export interface SetVmFirmwareParams {
  readonly vm_id: string;
  readonly secure_boot?: { readonly enabled: boolean; readonly template: string };
  readonly first_boot_path?: string;
}

const TEMPLATES: readonly string[] = [
  'MicrosoftWindows',
  'MicrosoftUEFICertificateAuthority',
  'OpenSourceShieldedVM',
];

/** `Set-VMFirmware`: generation 2 only. The template cannot change any more once the VM has a TPM. */
export function setVmFirmware(computer: Computer, params: SetVmFirmwareParams): void {
  const vm = requireVm(computer, params.vm_id, 'Set-VMFirmware');
  if (vm.generation === 1) {
    const text = 'The operation cannot be performed on a generation 1 virtual machine.';
    throw parameterError('Set-VMFirmware', text, vm.vm_name);
  }
  if (stateOf(computer, vm) !== 'Off') throw stateError('Set-VMFirmware', vm.vm_name);
  if (params.secure_boot !== undefined) checkTemplate(vm, params.secure_boot.template);
  const disk = params.first_boot_path;
  if (disk !== undefined && !vm.drives.some((drive) => pathKey(drive.path ?? '') === pathKey(disk))) {
    throw parameterError('Set-VMFirmware', `'${disk}' is not attached to the virtual machine.`, vm.vm_name);
  }
  putVm(computer, {
    ...vm,
    secure_boot: params.secure_boot ?? vm.secure_boot,
    first_boot: disk ?? vm.first_boot,
  });
}

function checkTemplate(vm: MachineVm, template: string): void {
  if (!TEMPLATES.includes(template)) {
    const text = `'${template}' matches none of the secure boot templates.`;
    throw parameterError('Set-VMFirmware', text, vm.vm_name);
  }
  if (vm.tpm && vm.secure_boot?.template !== template) {
    const text = `'${vm.vm_name}': the secure boot template cannot change after the TPM is initialised.`;
    throw hyperVError('OperationFailed', 'Set-VMFirmware', text, { target: vm.vm_name });
  }
}
