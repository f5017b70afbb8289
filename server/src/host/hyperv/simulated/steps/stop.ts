import type { Computer } from '../machine/computer.ts';
import { stateOf } from '../machine/power.ts';
import { DONE, type Look, PARTIAL, type Step } from './step.ts';
import { settle, vmOf } from './vmOf.ts';

/** The VM does not run: it is off, saved, or not there at all. */
export const stopStep: Step<'stop'> = {
  reads: 'Get-VM',
  look,
  act: async (session, { vm_id: vmId, mode }) => {
    const turnOff = mode === 'turn_off';
    // Cutting the power does not wait for a guest that is shutting down.
    if (!turnOff) await settle(session, vmId);
    if (look(session.computer, { vm_id: vmId }).state === 'done') return;
    await session.run('Stop-VM', { vm_id: vmId, turn_off: turnOff });
    await settle(session, vmId);
  },
};

function look(computer: Computer, { vm_id: vmId }: { readonly vm_id: string }): Look<'stop'> {
  const vm = vmOf(computer, vmId);
  if (vm === undefined) return DONE;
  const state = stateOf(computer, vm);
  if (state === 'Off' || state === 'Saved') return DONE;
  return state === 'Stopping' ? PARTIAL : { state: 'absent' };
}
