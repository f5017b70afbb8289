import type { Computer } from '../../machine/computer.ts';
import type { MachineVm } from '../../machine/model.ts';

/** Properties of an object in PowerShell; `$class` names its class, `$ref` what it stands for. */
export type Output = Readonly<Record<string, unknown>>;

export const BYTES_PER_MB = 1024 * 1024;

/** What every part of a VM says about the VM that it belongs to. */
export function ownerOutput(computer: Computer, vm: MachineVm): Output {
  return {
    VMId: vm.vm_id,
    VMName: vm.vm_name,
    ComputerName: computer.state.host.computer_name,
    IsDeleted: false,
  };
}

/** The value of a property that is a list of objects: PowerShell asks this cmdlet about the VM when somebody reads it. */
export function later(cmdlet: string): Output {
  return { $later: cmdlet };
}

/** `Microsoft:<VM id>\<part>`, the form in which the parts of a VM name themselves. */
export function partId(vm: MachineVm, part: string): string {
  return `Microsoft:${vm.vm_id.toUpperCase()}\\${part}`;
}
