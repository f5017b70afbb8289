import { requireVm } from '../../machine/lookups.ts';
import type { MachineVm } from '../../machine/model.ts';
import type { Computer } from '../../machine/computer.ts';
import { parameterError } from '../../machine/cmdletError.ts';
import type { BridgeCmdlet } from '../bridgeCall.ts';
import { eachVm, nameMatcher } from '../findVms.ts';
import type { Output } from '../outputs/owner.ts';
import {
  biosOutput,
  bootOrder,
  firmwareOutput,
  memoryOutput,
  processorOutput,
  securityOutput,
} from '../outputs/partOutputs.ts';
import { servicesOutput } from '../outputs/serviceOutput.ts';
import { vmOutput } from '../outputs/vmOutput.ts';

/** `Get-VM` by id, by name or all. */
export const GET_VM: BridgeCmdlet = {
  takes: ['Id', 'Name'],
  run: async (call, bound) => {
    const { computer } = call.session;
    const id = bound.text('Id');
    if (id !== undefined) {
      return call.each([id], () =>
        call.session.look('Get-VM', () => [vmOutput(computer, requireVm(computer, id, 'Get-VM'))]),
      );
    }
    await call.session.look('Get-VM', () => undefined);
    if (!bound.has('Name')) return [...computer.state.vms.values()].map((vm) => vmOutput(computer, vm));
    return eachVm(call, bound, (vm) => Promise.resolve([vmOutput(computer, vm)]), 'Name');
  },
};

export const GET_VM_PROCESSOR = part(processorOutput);
export const GET_VM_MEMORY = part(memoryOutput);
export const GET_VM_SECURITY = part(securityOutput);

/** `Get-VMFirmware`, which a generation 1 VM does not have. */
export const GET_VM_FIRMWARE = part((computer, vm) => {
  if (vm.generation === 2) return firmwareOutput(computer, vm);
  const text = 'The operation cannot be performed on a generation 1 virtual machine.';
  throw parameterError('Get-VMFirmware', text, vm.vm_name);
});

/** What `BootOrder` of a `VMFirmware` asks when somebody reads it. */
export const GET_BOOT_ORDER: BridgeCmdlet = {
  takes: ['VM'],
  run: (call, bound) => eachVm(call, bound, (vm) => Promise.resolve(bootOrder(call.session.computer, vm))),
};

/** `Get-VMBios`, which a generation 2 VM does not have. */
export const GET_VM_BIOS = part((computer, vm) => {
  if (vm.generation === 1) return biosOutput(computer, vm);
  const text = 'The operation cannot be performed on a generation 2 virtual machine.';
  throw parameterError('Get-VMBios', text, vm.vm_name);
});

/** `Get-VMIntegrationService`. Names are those of an English Windows; ids are the same in every language. */
export const GET_VM_INTEGRATION_SERVICE: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Name'],
  run: async (call, bound) => {
    await call.session.look('Get-VM', () => undefined);
    return eachVm(call, bound, (vm) => {
      const all = servicesOutput(call.session.computer, vm);
      const names = bound.texts('Name');
      if (names === undefined) return Promise.resolve(all);
      const found = all.filter((item) => names.some((name) => nameMatcher(name)(String(item['Name']))));
      if (found.length === 0)
        throw parameterError(call.cmdlet, 'There is no such integration service.', names[0]);
      return Promise.resolve(found);
    });
  },
};

function part(output: (computer: Computer, vm: MachineVm) => Output): BridgeCmdlet {
  return {
    takes: ['VM', 'VMName'],
    run: async (call, bound) => {
      await call.session.look('Get-VM', () => undefined);
      return eachVm(call, bound, (vm) => {
        try {
          return Promise.resolve([output(call.session.computer, vm)]);
        } catch (error) {
          return Promise.reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    },
  };
}
