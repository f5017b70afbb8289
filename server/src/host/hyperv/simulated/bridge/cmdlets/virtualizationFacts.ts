import type { Computer } from '../../machine/computer.ts';
import { addressesOf, heartbeatOf, stateOf } from '../../machine/power.ts';
import { changeTimes } from '../outputs/changeTimes.ts';
import type { Output } from '../outputs/owner.ts';

/** `Msvm_ComputerSystem.EnabledState` of each state. */
const ENABLED_STATES = { Running: 2, Off: 3, Stopping: 4, Saved: 6, Paused: 9, Starting: 10 } as const;
/** `Msvm_HeartbeatComponent.OperationalStatus`: OK, or no contact. */
const HEARTBEATS = { ok: [2], no_contact: [12], not_running: [] } as const;

/** Classes of `root\\virtualization\\v2` that tell what of VMs changed. */
export const VIRTUALIZATION_CLASSES: Readonly<Record<string, (computer: Computer) => readonly Output[]>> = {
  msvm_computersystem: (computer) => {
    const changedAt = changeTimes(computer);
    const machine = {
      Name: computer.state.host.computer_name,
      ElementName: computer.state.host.computer_name,
      EnabledState: 2,
      TimeOfLastConfigurationChange: null,
      TimeOfLastStateChange: null,
    };
    const vms = [...computer.state.vms.values()].map((vm) => ({
      Name: vm.vm_id.toUpperCase(),
      ElementName: vm.vm_name,
      EnabledState: ENABLED_STATES[stateOf(computer, vm)],
      TimeOfLastConfigurationChange: changedAt(vm.vm_id),
      TimeOfLastStateChange: changedAt(vm.vm_id),
    }));
    return [machine, ...vms];
  },
  msvm_heartbeatcomponent: (computer) =>
    [...computer.state.vms.values()].map((vm) => ({
      SystemName: vm.vm_id.toUpperCase(),
      OperationalStatus: HEARTBEATS[heartbeatOf(computer, vm)],
    })),
  msvm_guestnetworkadapterconfiguration: (computer) =>
    [...computer.state.vms.values()].flatMap((vm) =>
      vm.adapters.map((adapter) => ({
        InstanceID: `Microsoft:GuestNetwork\\${vm.vm_id.toUpperCase()}\\${adapter.adapter_id.toUpperCase()}`,
        IPAddresses: addressesOf(computer, vm, [adapter]),
      })),
    ),
};
