import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import type { MachineVm } from '../model.ts';

/** What `Set-VM` is told; what is left out stays. */
export type SetVmParams = { readonly vm_id: string } & Partial<
  Pick<
    MachineVm,
    | 'vm_name'
    | 'notes'
    | 'automatic_start_action'
    | 'automatic_stop_action'
    | 'checkpoint_type'
    | 'automatic_checkpoints'
  >
>;

/** `Set-VM`. */
export function setVm(computer: Computer, params: SetVmParams): void {
  const { vm_id: vmId, ...changes } = params;
  putVm(computer, { ...requireVm(computer, vmId, 'Set-VM'), ...changes });
}
