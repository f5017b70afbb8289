import type { Computer } from '../../machine/computer.ts';
import type { MachineAdapter, MachineVm } from '../../machine/model.ts';
import { addressesOf } from '../../machine/power.ts';
import { referenceText } from '../bound.ts';
import { ownerOutput, partId, type Output } from './owner.ts';
import { switchId } from './switchOutput.ts';

/** Name of an adapter that nobody named. */
export const ADAPTER_NAME = 'Network Adapter';

/** A `VMNetworkAdapter` of a VM. */
export function adapterOutput(computer: Computer, vm: MachineVm, adapter: MachineAdapter): Output {
  const connected = adapter.switch !== null;
  return {
    $class: 'VMNetworkAdapter',
    $ref: referenceText({ kind: 'adapter', vm_id: vm.vm_id, adapter_id: adapter.adapter_id }),
    ...ownerOutput(computer, vm),
    Id: partId(vm, adapter.adapter_id.toUpperCase()),
    AdapterId: adapter.adapter_id.toUpperCase(),
    Name: adapter.name ?? ADAPTER_NAME,
    Connected: connected,
    SwitchName: adapter.switch,
    SwitchId: adapter.switch === null ? null : switchId(computer, adapter.switch),
    MacAddress: adapter.mac_address,
    DynamicMacAddressEnabled: !adapter.mac_is_static,
    MacAddressSpoofing: adapter.mac_spoofing ? 'On' : 'Off',
    IPAddresses: connected ? addressesOf(computer, vm, [adapter]) : [],
    VlanSetting: vlanOutput(computer, vm, adapter),
    IsLegacy: false,
    IsSynthetic: true,
    IsManagementOs: false,
    IsExternalAdapter: false,
    ClusterMonitored: true,
    DhcpGuard: 'Off',
    RouterGuard: 'Off',
    AllowTeaming: 'Off',
    DeviceNaming: 'Off',
    PortMirroringMode: 'None',
    IeeePriorityTag: 'Off',
    Status: ['Ok'],
    StatusDescription: ['OK'],
    AclList: [],
    ExtendedAclList: [],
  };
}

/** A `VMNetworkAdapterVlanSetting`. */
export function vlanOutput(computer: Computer, vm: MachineVm, adapter: MachineAdapter): Output {
  return {
    $class: 'VMNetworkAdapterVlanSetting',
    $ref: referenceText({ kind: 'adapter', vm_id: vm.vm_id, adapter_id: adapter.adapter_id }),
    OperationMode: adapter.vlan_id === null ? 'Untagged' : 'Access',
    AccessVlanId: adapter.vlan_id ?? 0,
    NativeVlanId: 0,
    AllowedVlanIdList: [],
    PrimaryVlanId: 0,
    SecondaryVlanId: 0,
    SecondaryVlanIdList: [],
    IsTemplate: false,
    ComputerName: computer.state.host.computer_name,
    IsDeleted: false,
  };
}
