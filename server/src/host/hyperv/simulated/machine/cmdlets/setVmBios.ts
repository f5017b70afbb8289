import { parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireVm } from '../lookups.ts';
import { BIOS_DEVICES, type BiosDevice } from '../model.ts';
import { stateOf } from '../power.ts';

/** What `Set-VMBios` is told. */
export interface SetVmBiosParams {
  readonly vm_id: string;
  /** Every device once. */
  readonly startup_order: readonly string[];
}

/** `Set-VMBios -StartupOrder`: generation 1 only. `VHD` and `NetworkAdapter` are other names of two of the devices. */
export function setVmBios(computer: Computer, { vm_id, startup_order }: SetVmBiosParams): void {
  const vm = requireVm(computer, vm_id, 'Set-VMBios');
  if (vm.generation === 2) {
    const text = 'The operation cannot be performed on a generation 2 virtual machine.';
    throw parameterError('Set-VMBios', text, vm.vm_name);
  }
  if (stateOf(computer, vm) !== 'Off') throw stateError('Set-VMBios', vm.vm_name);
  const order = startup_order.flatMap((name) => deviceOf(name) ?? []);
  if (order.length !== BIOS_DEVICES.length || new Set(order).size !== order.length) {
    throw parameterError('Set-VMBios', 'The startup order must name every device once.', vm.vm_name);
  }
  putVm(computer, { ...vm, startup_order: order });
}

const OTHER_NAMES: Readonly<Record<string, BiosDevice>> = {
  VHD: 'IDE',
  NetworkAdapter: 'LegacyNetworkAdapter',
};

function deviceOf(name: string): BiosDevice | undefined {
  return OTHER_NAMES[name] ?? BIOS_DEVICES.find((device) => device === name);
}
