import type { PlannedAdapter } from '#schemas/generated/types.ts';
import { plainMac } from '../machine/adapters.ts';
import type { MachineAdapter, MachineVm } from '../machine/model.ts';
import type { Session } from '../session.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { presentVm, vmOf } from './vmOf.ts';

/** Exactly the wanted network adapters, in their order; the one that New-VM made goes. */
export const networkStep: Step<'network'> = {
  reads: 'Get-VM',
  look: (computer, params) => {
    const vm = vmOf(computer, params.vm_id);
    if (vm === undefined) return ABSENT;
    return adapterDifferences(vm, params.adapters).length === 0 ? DONE : PARTIAL;
  },
  act: async (session, { vm_id: vmId, adapters }) => {
    const vm = presentVm(session.computer, vmId);
    if (vm.adapters.length > 0) await session.run('Remove-VMNetworkAdapter', { vm_id: vmId });
    for (const adapter of adapters) await addAdapter(session, vmId, adapter);
  },
};

/** What of a VM's adapters is not as wanted, for people. */
export function adapterDifferences(vm: MachineVm, wanted: readonly PlannedAdapter[]): readonly string[] {
  if (vm.adapters.length !== wanted.length) {
    return [`network adapters: ${String(vm.adapters.length)} instead of ${String(wanted.length)}`];
  }
  return wanted.flatMap((adapter, index) => {
    const is = vm.adapters[index];
    if (is !== undefined && sameAdapter(is, adapter)) return [];
    const name = `network adapter ${String(index + 1)}`;
    return [`${name}: ${is?.switch ?? 'not connected'} instead of ${adapter.switch}, or other settings`];
  });
}

function sameAdapter(is: MachineAdapter, wanted: PlannedAdapter): boolean {
  const mac = is.mac_is_static ? is.mac_address : null;
  return (
    is.switch?.toLowerCase() === wanted.switch.toLowerCase() &&
    is.vlan_id === wanted.vlan_id &&
    is.mac_spoofing === wanted.mac_spoofing &&
    mac === (wanted.mac_address === null ? null : plainMac(wanted.mac_address))
  );
}

async function addAdapter(session: Session, vmId: string, adapter: PlannedAdapter): Promise<void> {
  const { adapter_id } = await session.run('Add-VMNetworkAdapter', {
    vm_id: vmId,
    switch_name: adapter.switch,
    mac_address: adapter.mac_address,
  });
  if (adapter.vlan_id === null && !adapter.mac_spoofing) return;
  await session.run('Set-VMNetworkAdapter', {
    vm_id: vmId,
    adapter_id,
    vlan_id: adapter.vlan_id,
    mac_spoofing: adapter.mac_spoofing,
  });
}
