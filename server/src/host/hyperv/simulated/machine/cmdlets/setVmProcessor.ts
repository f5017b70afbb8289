import { parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import { stateOf } from '../power.ts';

/** `Set-VMProcessor`. More vCPU than the host has are taken here; only `Start-VM` refuses them. */
export function setVmProcessor(
  computer: Computer,
  params: { readonly vm_id: string; readonly count: number; readonly expose_virtualization: boolean },
): void {
  const vm = requireVm(computer, params.vm_id, 'Set-VMProcessor');
  const limit = vm.generation === 1 ? 64 : 2048;
  if (!Number.isInteger(params.count) || params.count < 1 || params.count > limit) {
    const text = `The number of virtual processors must be between 1 and ${String(limit)}.`;
    throw parameterError('Set-VMProcessor', text, vm.vm_name);
  }
  if (stateOf(computer, vm) !== 'Off') throw stateError('Set-VMProcessor', vm.vm_name);
  putVm(computer, {
    ...vm,
    cpu_cores: params.count,
    nested_virtualization: params.expose_virtualization,
  });
}
