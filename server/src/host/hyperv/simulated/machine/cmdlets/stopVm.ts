import { hyperVError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import { resting, stateOf, stopping } from '../power.ts';
import { ALREADY, poweredOn, type PowerAnswer } from './startVm.ts';

/** `Stop-VM`, which asks the guest to shut down, or with `turn_off` cuts its power. Off already is only a warning. */
export function stopVm(
  computer: Computer,
  params: { readonly vm_id: string; readonly turn_off: boolean },
): PowerAnswer {
  const vm = requireVm(computer, params.vm_id, 'Stop-VM');
  const state = stateOf(computer, vm);
  if (state === 'Off') return { warning: ALREADY };
  if (state === 'Saved') {
    if (!params.turn_off) throw stateError('Stop-VM', vm.vm_name);
    putVm(computer, { ...vm, power: resting('Off') });
    return { warning: null };
  }
  if (!params.turn_off && (state === 'Paused' || state === 'Starting')) {
    const text = `'${vm.vm_name}': Failed to stop.`;
    throw hyperVError('OperationFailed', 'Stop-VM', text, { target: vm.vm_name });
  }
  if (!params.turn_off && state === 'Stopping') return { warning: null };
  const { turning_off_ms: off, shutting_down_ms: down } = computer.times;
  putVm(computer, { ...vm, power: stopping(computer, vm, params.turn_off ? off : down) });
  return { warning: null };
}

/** `Restart-VM`: a hard reset, so the guest boots again at once. */
export function restartVm(computer: Computer, params: { readonly vm_id: string }): void {
  const vm = requireVm(computer, params.vm_id, 'Restart-VM');
  if (stateOf(computer, vm) !== 'Running') throw stateError('Restart-VM', vm.vm_name);
  putVm(computer, { ...vm, power: poweredOn(computer, vm) });
}
