import { availableAdapter, plainMac } from '../adapters.ts';
import { hyperVError, parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { putVm, requireSwitch, requireVm } from '../lookups.ts';
import type { MachineAdapter, MachineVm } from '../model.ts';
import { isActive } from '../power.ts';

/** Network adapters of a VM: 64 on generation 2, 8 (without legacy ones) on generation 1. */
const ADAPTER_LIMIT = { 1: 8, 2: 64 } as const;

/** `Add-VMNetworkAdapter`: a further adapter, connected to a switch when one is named. */
export function addVmNetworkAdapter(
  computer: Computer,
  params: {
    readonly vm_id: string;
    readonly switch_name?: string;
    readonly mac_address?: string | null;
    readonly name?: string;
  },
): MachineAdapter {
  const vm = requireVm(computer, params.vm_id, 'Add-VMNetworkAdapter');
  requirePlugging(computer, vm, 'Add-VMNetworkAdapter');
  if (vm.adapters.length >= ADAPTER_LIMIT[vm.generation]) {
    const text = `'${vm.vm_name}': no more network adapters can be added.`;
    throw hyperVError('OperationFailed', 'Add-VMNetworkAdapter', text, { target: vm.vm_name });
  }
  const name = params.switch_name;
  const adapter = availableAdapter(computer, 0, {
    switch: name === undefined ? null : requireSwitch(computer, name, 'Add-VMNetworkAdapter'),
    mac_address: params.mac_address ?? null,
  });
  const named = params.name === undefined ? adapter : { ...adapter, name: params.name };
  computer.commit({
    vms: { [vm.vm_id]: { ...vm, adapters: [...vm.adapters, named] } },
    next_mac: computer.state.nextMac() + 1,
  });
  return named;
}

/** `Remove-VMNetworkAdapter`: one adapter, or all of them. */
export function removeVmNetworkAdapter(
  computer: Computer,
  params: { readonly vm_id: string; readonly adapter_id?: string },
): void {
  const vm = requireVm(computer, params.vm_id, 'Remove-VMNetworkAdapter');
  requirePlugging(computer, vm, 'Remove-VMNetworkAdapter');
  const { adapter_id: id } = params;
  putVm(computer, {
    ...vm,
    adapters: id === undefined ? [] : vm.adapters.filter((adapter) => adapter.adapter_id !== id),
  });
}

/** `Set-VMNetworkAdapter`, `Set-VMNetworkAdapterVlan`, `Connect-` and `Disconnect-VMNetworkAdapter` of one adapter. */
export function setVmNetworkAdapter(
  computer: Computer,
  params: {
    readonly vm_id: string;
    readonly adapter_id: string;
    readonly vlan_id?: number | null;
    readonly mac_spoofing?: boolean;
    /** Twelve digits, or null for one of the host's. */
    readonly mac_address?: string | null;
    /** Null: connected to none. */
    readonly switch_name?: string | null;
    readonly name?: string;
  },
): void {
  const vm = requireVm(computer, params.vm_id, 'Set-VMNetworkAdapter');
  const { vlan_id: vlan } = params;
  if (vlan !== undefined && vlan !== null && (vlan < 1 || vlan > 4094)) {
    throw parameterError('Set-VMNetworkAdapterVlan', 'The VLAN must be between 1 and 4094.', vm.vm_name);
  }
  const { switch_name: name, mac_address: mac } = params;
  const connected = name == null ? name : requireSwitch(computer, name, 'Connect-VMNetworkAdapter');
  const changed = (adapter: MachineAdapter): MachineAdapter => ({
    ...adapter,
    ...(params.name === undefined ? {} : { name: params.name }),
    switch: connected === undefined ? adapter.switch : connected,
    vlan_id: vlan === undefined ? adapter.vlan_id : vlan,
    mac_spoofing: params.mac_spoofing ?? adapter.mac_spoofing,
    mac_address: mac == null ? adapter.mac_address : plainMac(mac),
    mac_is_static: mac === undefined ? adapter.mac_is_static : mac !== null,
  });
  putVm(computer, {
    ...vm,
    adapters: vm.adapters.map((adapter) =>
      adapter.adapter_id === params.adapter_id ? changed(adapter) : adapter,
    ),
  });
}

/** A generation 1 VM takes and gives adapters only while it is off. */
function requirePlugging(computer: Computer, vm: MachineVm, cmdlet: string): void {
  if (vm.generation === 1 && isActive(computer, vm)) throw stateError(cmdlet, vm.vm_name);
}
