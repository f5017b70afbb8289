import type { CmdletParams } from '../../machine/cmdletTable.ts';
import type { MachineAdapter, MachineVm } from '../../machine/model.ts';
import type { BridgeCall, BridgeCmdlet } from '../bridgeCall.ts';
import { notSimulated } from '../bridgeCall.ts';
import type { Bound } from '../bound.ts';
import { eachVm } from '../findVms.ts';
import { adapterOutput, vlanOutput } from '../outputs/adapterOutput.ts';
import { eachAdapter } from './findParts.ts';

/** `Get-VMNetworkAdapter` of VMs, or of all with `-All`. */
export const GET_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Name', 'All'],
  run: async (call, bound) => {
    const { computer } = call.session;
    await call.session.look('Get-VM', () => undefined);
    if (bound.flag('All')) {
      return [...computer.state.vms.values()].flatMap((vm) =>
        vm.adapters.map((adapter) => adapterOutput(computer, vm, adapter)),
      );
    }
    return eachAdapter(call, bound, 'Name', (vm, adapter) =>
      Promise.resolve([adapterOutput(computer, vm, adapter)]),
    );
  },
};

/** `Get-VMNetworkAdapterVlan`. */
export const GET_VM_NETWORK_ADAPTER_VLAN: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'VMNetworkAdapter', 'VMNetworkAdapterName'],
  run: async (call, bound) => {
    await call.session.look('Get-VM', () => undefined);
    return eachAdapter(call, bound, 'VMNetworkAdapterName', (vm, adapter) =>
      Promise.resolve([vlanOutput(call.session.computer, vm, adapter)]),
    );
  },
};

/** `Add-VMNetworkAdapter`. */
export const ADD_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: [
    'VM',
    'VMName',
    'SwitchName',
    'Name',
    'StaticMacAddress',
    'DynamicMacAddress',
    'Passthru',
    'IsLegacy',
  ],
  run: (call, bound) =>
    eachVm(call, bound, async (vm) => {
      if (bound.flag('IsLegacy')) throw notSimulated('Add-VMNetworkAdapter -IsLegacy');
      const [switchName, mac] = [bound.text('SwitchName'), bound.text('StaticMacAddress')];
      const name = bound.text('Name');
      const made = await call.session.run('Add-VMNetworkAdapter', {
        vm_id: vm.vm_id,
        ...(switchName === undefined ? {} : { switch_name: switchName }),
        ...(mac === undefined ? {} : { mac_address: mac }),
        ...(name === undefined ? {} : { name }),
      });
      return bound.flag('Passthru') ? [adapterOutput(call.session.computer, vm, made)] : [];
    }),
};

/** `Remove-VMNetworkAdapter`. */
export const REMOVE_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'VMNetworkAdapter', 'Name'],
  run: (call, bound) =>
    eachAdapter(call, bound, 'Name', async (vm, { adapter_id }) => {
      await call.session.run('Remove-VMNetworkAdapter', { vm_id: vm.vm_id, adapter_id });
      return [];
    }),
};

/** `Set-VMNetworkAdapter`. */
export const SET_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: [
    'VM',
    'VMName',
    'VMNetworkAdapter',
    'Name',
    'StaticMacAddress',
    'DynamicMacAddress',
    'MacAddressSpoofing',
    'Passthru',
  ],
  run: (call, bound) =>
    changeAdapters(call, bound, 'Name', () => {
      const mac = bound.text('StaticMacAddress');
      return {
        ...(bound.has('MacAddressSpoofing')
          ? { mac_spoofing: bound.text('MacAddressSpoofing') === 'On' }
          : {}),
        ...(bound.flag('DynamicMacAddress') ? { mac_address: null } : {}),
        ...(mac === undefined ? {} : { mac_address: mac }),
      };
    }),
};

/** `Set-VMNetworkAdapterVlan`: untagged, or one VLAN. */
export const SET_VM_NETWORK_ADAPTER_VLAN: BridgeCmdlet = {
  takes: [
    'VM',
    'VMName',
    'VMNetworkAdapter',
    'VMNetworkAdapterName',
    'Untagged',
    'Access',
    'VlanId',
    'Passthru',
  ],
  run: (call, bound) =>
    changeAdapters(call, bound, 'VMNetworkAdapterName', () => ({
      vlan_id: bound.flag('Untagged') ? null : (bound.number('VlanId') ?? null),
    })),
};

/** `Connect-VMNetworkAdapter` to a switch. */
export const CONNECT_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: ['VMName', 'VMNetworkAdapter', 'Name', 'SwitchName', 'VMSwitch', 'Passthru'],
  run: (call, bound) =>
    changeAdapters(call, bound, 'Name', () => {
      const item = bound.references('VMSwitch')?.[0];
      return { switch_name: bound.text('SwitchName') ?? (item?.kind === 'switch' ? item.name : null) };
    }),
};

/** `Disconnect-VMNetworkAdapter`. */
export const DISCONNECT_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: ['VMName', 'VMNetworkAdapter', 'Name', 'Passthru'],
  run: (call, bound) => changeAdapters(call, bound, 'Name', () => ({ switch_name: null })),
};

/** `Rename-VMNetworkAdapter`. */
export const RENAME_VM_NETWORK_ADAPTER: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'VMNetworkAdapter', 'Name', 'NewName', 'Passthru'],
  run: (call, bound) => changeAdapters(call, bound, 'Name', () => ({ name: bound.text('NewName') ?? '' })),
};

type Changes = Omit<CmdletParams<'Set-VMNetworkAdapter'>, 'vm_id' | 'adapter_id'>;

function changeAdapters(
  call: BridgeCall,
  bound: Bound,
  nameParameter: string,
  changes: () => Changes,
): Promise<readonly unknown[]> {
  return eachAdapter(call, bound, nameParameter, async (vm, adapter) => {
    await call.session.run('Set-VMNetworkAdapter', {
      vm_id: vm.vm_id,
      adapter_id: adapter.adapter_id,
      ...changes(),
    });
    return bound.flag('Passthru') ? [outputNow(call, vm, adapter)] : [];
  });
}

function outputNow(call: BridgeCall, vm: MachineVm, adapter: MachineAdapter): unknown {
  const { computer } = call.session;
  const now = computer.state.vms.get(vm.vm_id);
  const changed = now?.adapters.find((item) => item.adapter_id === adapter.adapter_id) ?? adapter;
  return adapterOutput(computer, now ?? vm, changed);
}
