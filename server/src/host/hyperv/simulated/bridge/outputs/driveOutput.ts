import type { Computer } from '../../machine/computer.ts';
import type { DiskFile, MachineDrive, MachineVm } from '../../machine/model.ts';
import { isWritten } from '../../machine/storage.ts';
import { referenceText } from '../bound.ts';
import { BYTES_PER_MB, ownerOutput, partId, type Output } from './owner.ts';

const VHD_TYPES = { fixed: 'Fixed', dynamic: 'Dynamic', differencing: 'Differencing' } as const;

/** A `HardDiskDrive`. */
export function hardDiskOutput(computer: Computer, vm: MachineVm, drive: MachineDrive): Output {
  return {
    $class: 'HardDiskDrive',
    ...placeOutput(computer, vm, drive),
    Name: `Hard Drive on ${drive.controller} controller number ${String(drive.number)} at location ${String(drive.location)}`,
    MinimumIOPS: 0,
    MaximumIOPS: 0,
    SupportPersistentReservations: false,
  };
}

/** A `DvdDrive`. */
export function dvdOutput(computer: Computer, vm: MachineVm, drive: MachineDrive): Output {
  return {
    $class: 'DvdDrive',
    ...placeOutput(computer, vm, drive),
    Name: `DVD Drive on ${drive.controller} controller number ${String(drive.number)} at location ${String(drive.location)}`,
    DvdMediaType: drive.path === null ? 'None' : 'ISO',
  };
}

/** A `VMScsiController` or `VMIdeController`. */
export function controllerOutput(
  computer: Computer,
  vm: MachineVm,
  controller: 'IDE' | 'SCSI',
  number: number,
): Output {
  return {
    $class: controller === 'SCSI' ? 'VMScsiController' : 'VMIdeController',
    $ref: referenceText({ kind: 'controller', vm_id: vm.vm_id, controller, number }),
    ...ownerOutput(computer, vm),
    ControllerNumber: number,
    Name: `${controller} Controller ${String(number)}`,
    Id: partId(vm, `${controller}-${String(number)}`),
    Drives: vm.drives
      .filter((drive) => drive.controller === controller && drive.number === number)
      .map((drive) => (drive.kind === 'dvd' ? dvdOutput : hardDiskOutput)(computer, vm, drive)),
  };
}

/** A `VirtualHardDisk`: what `Get-VHD` tells of a disk file. */
export function diskOutput(computer: Computer, disk: DiskFile): Output {
  return {
    $class: 'VirtualHardDisk',
    $ref: referenceText({ kind: 'disk', path: disk.path }),
    ComputerName: computer.state.host.computer_name,
    Path: disk.path,
    VhdFormat: disk.format,
    VhdType: VHD_TYPES[disk.type],
    FileSize: disk.file_mb * BYTES_PER_MB,
    Size: disk.size_mb * BYTES_PER_MB,
    MinimumSize: null,
    LogicalSectorSize: 512,
    PhysicalSectorSize: 4096,
    BlockSize: disk.type === 'fixed' ? 0 : (disk.format === 'VHDX' ? 32 : 2) * BYTES_PER_MB,
    ParentPath: disk.parent?.path ?? '',
    DiskIdentifier: disk.disk_id.toUpperCase(),
    FragmentationPercentage: 0,
    Alignment: 1,
    Attached: isWritten(computer, disk.path),
    IsPMEMCompatible: false,
  };
}

function placeOutput(computer: Computer, vm: MachineVm, drive: MachineDrive): Output {
  const { controller, number, location } = drive;
  return {
    $ref: referenceText({ kind: 'drive', vm_id: vm.vm_id, controller, number, location }),
    ...ownerOutput(computer, vm),
    Id: partId(vm, `${controller}\\${String(number)}\\${String(location)}`),
    Path: drive.path,
    ControllerType: controller,
    ControllerNumber: number,
    ControllerLocation: location,
    PoolName: 'Primordial',
  };
}
