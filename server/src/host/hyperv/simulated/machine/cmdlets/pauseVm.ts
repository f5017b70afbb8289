import { stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import { resting, stateOf } from '../power.ts';
import type { PowerState } from '../model.ts';
import { ALREADY, type PowerAnswer } from './startVm.ts';

/** `Save-VM`: memory goes to a file, the VM no longer holds any. */
export function saveVm(computer: Computer, params: { readonly vm_id: string }): PowerAnswer {
  return change(computer, params.vm_id, 'Save-VM', ['Running', 'Paused'], 'Saved');
}

/** `Suspend-VM`: the VM stands still and keeps its memory. */
export function suspendVm(computer: Computer, params: { readonly vm_id: string }): PowerAnswer {
  return change(computer, params.vm_id, 'Suspend-VM', ['Running'], 'Paused');
}

/** `Resume-VM` of a VM that stands still. */
export function resumeVm(computer: Computer, params: { readonly vm_id: string }): PowerAnswer {
  return change(computer, params.vm_id, 'Resume-VM', ['Paused'], 'Running');
}

function change(
  computer: Computer,
  vmId: string,
  cmdlet: string,
  from: readonly PowerState[],
  to: PowerState,
): PowerAnswer {
  const vm = requireVm(computer, vmId, cmdlet);
  const state = stateOf(computer, vm);
  if (state === to) return { warning: ALREADY };
  if (!from.includes(state)) throw stateError(cmdlet, vm.vm_name);
  putVm(computer, { ...vm, power: resting(to, vm.power.started_at) });
  return { warning: null };
}
