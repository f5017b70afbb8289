import { ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import type { MachineVm } from '../machine/model.ts';
import type { Session } from '../session.ts';

/** The VM with an id, if it is there. */
export function vmOf(computer: Computer, vmId: string): MachineVm | undefined {
  return computer.state.vms.get(vmId.toLowerCase());
}

/** Waits until a VM has ended the transition that it is in. */
export async function settle(session: Session, vmId: string): Promise<void> {
  await session.waitFor(() => {
    const power = vmOf(session.computer, vmId)?.power;
    return power === undefined ? 0 : power.until - session.computer.now();
  });
}

/** The VM with an id; refuses when it is not there. */
export function presentVm(computer: Computer, vmId: string): MachineVm {
  const vm = vmOf(computer, vmId);
  if (vm === undefined) throw ourError('VmMissing', 'The VM is not there.', vmId);
  return vm;
}
