import { parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import { isAligned, memoryLimitMb } from '../memory.ts';
import type { MachineMemory, MachineVm } from '../model.ts';
import { stateOf } from '../power.ts';

/** What `Set-VMMemory` is told; what is left out stays as it is stored. */
export interface SetVmMemoryParams {
  readonly vm_id: string;
  readonly dynamic: boolean;
  readonly startup_mb?: number;
  readonly min_mb?: number;
  readonly max_mb?: number;
}

/** `Set-VMMemory`. Minimum <= startup <= maximum must hold after the call, so set what belongs together at once. */
export function setVmMemory(computer: Computer, params: SetVmMemoryParams): void {
  const vm = requireVm(computer, params.vm_id, 'Set-VMMemory');
  const memory: MachineMemory = {
    dynamic: params.dynamic,
    startup_mb: params.startup_mb ?? vm.memory.startup_mb,
    min_mb: params.min_mb ?? vm.memory.min_mb,
    max_mb: params.max_mb ?? vm.memory.max_mb,
  };
  checkValues(vm, memory);
  const state = stateOf(computer, vm);
  if (state !== 'Off' && !(state === 'Running' && allowedWhileRunning(vm.memory, memory))) {
    throw stateError('Set-VMMemory', vm.vm_name);
  }
  putVm(computer, { ...vm, memory });
}

function checkValues(vm: MachineVm, memory: MachineMemory): void {
  const { startup_mb: startup, min_mb: min, max_mb: max, dynamic } = memory;
  const used = dynamic ? [min, startup, max] : [startup];
  if (!used.every(isAligned)) {
    throw parameterError('Set-VMMemory', 'The memory size is not properly aligned.', vm.vm_name);
  }
  if (used.some((mb) => mb < 32 || mb > memoryLimitMb(vm.generation))) {
    throw parameterError('Set-VMMemory', 'The memory size is out of range.', vm.vm_name);
  }
  if (dynamic && (min > startup || startup > max)) {
    const text = 'The minimum must not be above the startup memory, nor that above the maximum.';
    throw parameterError('Set-VMMemory', text, vm.vm_name);
  }
}

/** Dynamic: the maximum may grow and the minimum may shrink. Static: the startup memory may change. */
function allowedWhileRunning(old: MachineMemory, wanted: MachineMemory): boolean {
  if (old.dynamic !== wanted.dynamic) return false;
  if (!old.dynamic) return true;
  return old.startup_mb === wanted.startup_mb && wanted.max_mb >= old.max_mb && wanted.min_mb <= old.min_mb;
}
