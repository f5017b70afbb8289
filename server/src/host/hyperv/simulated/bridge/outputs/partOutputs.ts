import type { Computer } from '../../machine/computer.ts';
import { BIOS_DEVICES, type MachineVm } from '../../machine/model.ts';
import { pathKey } from '../../machine/windowsPath.ts';
import { referenceText } from '../bound.ts';
import { adapterOutput } from './adapterOutput.ts';
import { dvdOutput, hardDiskOutput } from './driveOutput.ts';
import { BYTES_PER_MB, later, ownerOutput, partId, type Output } from './owner.ts';

/** Ids of the secure boot templates, the same on every machine. */
export const SECURE_BOOT_TEMPLATES: Readonly<Record<string, string>> = {
  MicrosoftWindows: '1734c6e8-3154-4dda-ba5f-a874cc483422',
  MicrosoftUEFICertificateAuthority: '272e7447-90a4-4563-a4b9-8e4ab00526ce',
  OpenSourceShieldedVM: '4292ae2b-ee2c-42b5-a969-dd8f8689f6f3',
};

/** A `VMProcessor`. */
export function processorOutput(computer: Computer, vm: MachineVm): Output {
  return {
    $class: 'VMProcessor',
    ...partOf(computer, vm, 'Processor'),
    Count: vm.cpu_cores,
    ExposeVirtualizationExtensions: vm.nested_virtualization,
    CompatibilityForMigrationEnabled: false,
    CompatibilityForOlderOperatingSystemsEnabled: false,
    HwThreadCountPerCore: 0,
    Maximum: 100,
    Reserve: 0,
    RelativeWeight: 100,
    MaximumCountPerNumaNode: computer.state.host.logical_processors,
    MaximumCountPerNumaSocket: 1,
    EnableHostResourceProtection: false,
    StatusDescription: [],
  };
}

/** A `VMMemory`. */
export function memoryOutput(computer: Computer, vm: MachineVm): Output {
  const { dynamic, startup_mb, min_mb, max_mb } = vm.memory;
  return {
    $class: 'VMMemory',
    ...partOf(computer, vm, 'Memory'),
    DynamicMemoryEnabled: dynamic,
    Startup: startup_mb * BYTES_PER_MB,
    Minimum: min_mb * BYTES_PER_MB,
    Maximum: max_mb * BYTES_PER_MB,
    Buffer: 20,
    Priority: 50,
  };
}

/** A `VMFirmware` of a generation 2 VM. */
export function firmwareOutput(computer: Computer, vm: MachineVm): Output {
  const template = vm.secure_boot?.template ?? '';
  return {
    $class: 'VMFirmware',
    $ref: referenceText({ kind: 'vm', vm_id: vm.vm_id }),
    ...ownerOutput(computer, vm),
    SecureBoot: vm.secure_boot?.enabled === true ? 'On' : 'Off',
    SecureBootTemplate: template,
    SecureBootTemplateId: SECURE_BOOT_TEMPLATES[template] ?? null,
    PreferredNetworkBootProtocol: 'IPv4',
    ConsoleMode: 'Default',
    PauseAfterBootFailure: 'Off',
    BootOrder: later(BOOT_ORDER),
  };
}

/** A `VMBios` of a generation 1 VM. */
export function biosOutput(computer: Computer, vm: MachineVm): Output {
  return {
    $class: 'VMBios',
    $ref: referenceText({ kind: 'vm', vm_id: vm.vm_id }),
    ...ownerOutput(computer, vm),
    NumLockEnabled: false,
    StartupOrder: vm.startup_order ?? BIOS_DEVICES,
  };
}

/** A `VMSecurity`. */
export function securityOutput(computer: Computer, vm: MachineVm): Output {
  return {
    $class: 'VMSecurity',
    $ref: referenceText({ kind: 'vm', vm_id: vm.vm_id }),
    ComputerName: computer.state.host.computer_name,
    IsDeleted: false,
    TpmEnabled: vm.tpm,
    Shielded: false,
    EncryptStateAndVmMigrationTraffic: false,
    VirtualizationBasedSecurityOptOut: false,
  };
}

function partOf(computer: Computer, vm: MachineVm, name: string): Output {
  return {
    $ref: referenceText({ kind: 'vm', vm_id: vm.vm_id }),
    ...ownerOutput(computer, vm),
    Name: name,
    Id: partId(vm, name),
    ResourcePoolName: 'Primordial',
  };
}

/** The question behind `BootOrder`; the real one has no cmdlet of its own. */
export const BOOT_ORDER = 'VMFirmware.BootOrder';

/** What a generation 2 VM could start from, what it starts from first in front. */
export function bootOrder(computer: Computer, vm: MachineVm): readonly Output[] {
  const source = (BootType: string, Device: Output): Output => ({
    $class: 'VMBootSource',
    BootType,
    Device,
    Description: BootType === 'Drive' ? 'EFI SCSI Device' : 'EFI Network',
    VMId: vm.vm_id,
    VMName: vm.vm_name,
  });
  const drives = vm.drives.map((drive) => ({
    first: vm.first_boot !== null && pathKey(drive.path ?? '') === pathKey(vm.first_boot),
    source: source(
      'Drive',
      drive.kind === 'dvd' ? dvdOutput(computer, vm, drive) : hardDiskOutput(computer, vm, drive),
    ),
  }));
  const adapters = vm.adapters.map((adapter) => source('Network', adapterOutput(computer, vm, adapter)));
  return [
    ...drives.filter((item) => item.first).map((item) => item.source),
    ...adapters,
    ...drives.filter((item) => !item.first).map((item) => item.source),
  ];
}
