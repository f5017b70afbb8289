import { availableMb } from '../../machine/memory.ts';
import { parameterError } from '../../machine/cmdletError.ts';
import type { BridgeCmdlet } from '../bridgeCall.ts';
import { eachVm, hasWildcard, nameMatcher } from '../findVms.ts';
import { BYTES_PER_MB, type Output } from '../outputs/owner.ts';
import { switchId, switchOutput } from '../outputs/switchOutput.ts';
import { SECURE_BOOT_TEMPLATES } from '../outputs/partOutputs.ts';
import { changing } from './setVm.ts';
import type { Computer } from '../../machine/computer.ts';

/** `Get-VMHost`. */
export const GET_VM_HOST: BridgeCmdlet = {
  takes: [],
  run: (call) =>
    call.session.look('Get-VM', () => {
      const { host } = call.session.computer.state;
      return [
        {
          $class: 'VMHost',
          Name: host.computer_name,
          ComputerName: host.computer_name,
          FullyQualifiedDomainName: host.computer_name,
          LogicalProcessorCount: host.logical_processors,
          MemoryCapacity: host.memory_mb * BYTES_PER_MB,
          VirtualHardDiskPath: host.default_disk_path,
          VirtualMachinePath: host.default_vm_path,
          MacAddressMinimum: '00155D0A0100',
          MacAddressMaximum: '00155D0A01FF',
          NumaSpanningEnabled: true,
          EnableEnhancedSessionMode: false,
          IovSupport: false,
          SupportedVmVersions: ['9.0', '10.0', '11.0', '12.0'],
          SecureBootTemplates: Object.entries(SECURE_BOOT_TEMPLATES).map(([Name, Id]) => ({
            $class: 'SecureBootTemplate',
            Id,
            Name,
            Description: Name,
          })),
          HostNumaStatus: [numaNode(call.session.computer)],
          VirtualMachineMigrationEnabled: false,
          IsDeleted: false,
        },
      ];
    }),
};

/** `Get-VMHostNumaNode`: one node with everything. */
export const GET_VM_HOST_NUMA_NODE: BridgeCmdlet = {
  takes: ['Id'],
  run: (call) => call.session.look('Get-VM', () => [numaNode(call.session.computer)]),
};

/** `Get-VMHostSupportedVersion`. */
export const GET_VM_HOST_SUPPORTED_VERSION: BridgeCmdlet = {
  takes: ['Default'],
  run: (call) =>
    call.session.look('Get-VM', () => [
      {
        $class: 'VMHostSupportedVersion',
        Name: 'Microsoft Windows Server 2025',
        Version: '12.0',
        IsDefault: true,
      },
    ]),
};

/** `Get-VMSwitch` by name, by id, by type or all. */
export const GET_VM_SWITCH: BridgeCmdlet = {
  takes: ['Name', 'Id', 'SwitchType'],
  run: async (call, bound) => {
    const { computer } = call.session;
    await call.session.look('Get-VM', () => undefined);
    const types = bound.texts('SwitchType');
    const ids = bound.texts('Id')?.map((id) => id.toLowerCase());
    const all = computer.state.host.switches.filter(
      (item) =>
        (types === undefined || types.includes(item.type)) &&
        (ids === undefined || ids.includes(switchId(computer, item.name))),
    );
    return call.each(bound.texts('Name') ?? ['*'], (name) => {
      const found = all.filter((item) => nameMatcher(name)(item.name));
      if (found.length > 0 || hasWildcard(name)) {
        return Promise.resolve(found.map((item) => switchOutput(computer, item)));
      }
      const text = `Hyper-V was unable to find a virtual switch with name "${name}".`;
      return Promise.reject(parameterError('Get-VMSwitch', text, name));
    });
  },
};

/** `Get-VMKeyProtector`: the bytes of the protector, of which there are four without one. */
export const GET_VM_KEY_PROTECTOR: BridgeCmdlet = {
  takes: ['VM', 'VMName'],
  run: async (call, bound) => {
    await call.session.look('Get-VM', () => undefined);
    return eachVm(call, bound, (vm) => {
      const bytes = vm.key_protector ? Array.from({ length: 64 }, (_unused, at) => at + 1) : [0, 0, 0, 4];
      return Promise.resolve([{ $bytes: bytes }]);
    });
  },
};

/** `Set-VMKeyProtector -NewLocalKeyProtector`. */
export const SET_VM_KEY_PROTECTOR: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'NewLocalKeyProtector', 'Passthru'],
  run: (call, bound) =>
    changing(call, bound, 'VMName', async ({ vm_id }) => {
      await call.session.run('Set-VMKeyProtector', { vm_id });
    }),
};

/** `Enable-VMTPM` and `Disable-VMTPM`. */
export function tpmCmdlet(cmdlet: 'Enable-VMTPM' | 'Disable-VMTPM'): BridgeCmdlet {
  return {
    takes: ['VM', 'VMName', 'Passthru'],
    run: (call, bound) =>
      changing(call, bound, 'VMName', async ({ vm_id }) => {
        await call.session.run(cmdlet, { vm_id });
      }),
  };
}

function numaNode(computer: Computer): Output {
  const { host } = computer.state;
  return {
    $class: 'VMHostNumaNode',
    NodeId: 0,
    ProcessorsAvailability: Array.from({ length: host.logical_processors }, () => 0),
    MemoryAvailable: Math.floor(availableMb(computer)),
    MemoryTotal: host.memory_mb,
    ComputerName: host.computer_name,
    IsDeleted: false,
  };
}
