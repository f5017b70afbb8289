import type { StepParams } from '#core/steps.ts';
import type { Computer } from '../machine/computer.ts';
import type { MachineVm } from '../machine/model.ts';
import { ABSENT, DONE, type Step } from './step.ts';
import { vmOf } from './vmOf.ts';

/** No VM with the id and none in the folder. It does not stop a running one: another step does. */
export const removeVmStep: Step<'remove_vm'> = {
  reads: 'Get-VM',
  look: (computer, params) => (found(computer, params).length === 0 ? DONE : ABSENT),
  act: async (session, params) => {
    for (const vm of found(session.computer, params)) {
      await session.run('Remove-VM', { vm_id: vm.vm_id });
    }
  },
};

function found(computer: Computer, params: StepParams['remove_vm']): readonly MachineVm[] {
  const byId = params.vm_id === null ? undefined : vmOf(computer, params.vm_id);
  return [...new Set([...(byId === undefined ? [] : [byId]), ...computer.state.vmsAt(params.folder)])];
}
