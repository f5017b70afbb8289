import { requireVm } from '../machine/lookups.ts';
import { stateOf } from '../machine/power.ts';
import { requireRoom } from './room.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { settle, vmOf } from './vmOf.ts';

/** The VM runs. One that is in transition is waited for first. */
export const startStep: Step<'start'> = {
  reads: 'Get-VM',
  look: (computer, { vm_id: vmId }) => {
    const vm = vmOf(computer, vmId);
    if (vm === undefined) return ABSENT;
    const state = stateOf(computer, vm);
    if (state === 'Running') return DONE;
    return state === 'Starting' ? PARTIAL : ABSENT;
  },
  act: async (session, { vm_id: vmId, room }) => {
    await settle(session, vmId);
    const vm = requireVm(session.computer, vmId, 'Start-VM');
    if (stateOf(session.computer, vm) === 'Running') return;
    await requireRoom(session, room);
    await session.run('Start-VM', { vm_id: vmId });
    await settle(session, vmId);
  },
};
