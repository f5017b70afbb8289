import { hyperVError, parameterError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { putVm, requireVm } from '../lookups.ts';
import type { Controller, MachineDrive, MachineVm } from '../model.ts';
import { isActive } from '../power.ts';
import { diskAt, freeMb } from '../storage.ts';
import { extensionOf, pathKey } from '../windowsPath.ts';

/** A place at a controller, and what goes there. */
export interface DriveParams {
  readonly vm_id: string;
  readonly controller: Controller;
  readonly number: number;
  readonly location: number;
  readonly path: string;
}

/** `Add-VMHardDiskDrive`. Generation 2 has SCSI only and takes no `.vhd`. */
export function addVmHardDiskDrive(computer: Computer, params: DriveParams): void {
  const cmdlet = 'Add-VMHardDiskDrive';
  const vm = requireVm(computer, params.vm_id, cmdlet);
  requirePlace(computer, vm, params, cmdlet);
  if (diskAt(computer, params.path) === undefined) throw notFound(cmdlet, vm, params.path);
  if (vm.generation === 2 && extensionOf(params.path) === '.vhd') {
    const text = `'${vm.vm_name}': a generation 2 virtual machine takes only .vhdx disks.`;
    throw hyperVError('OperationFailed', cmdlet, text, { target: params.path });
  }
  attach(computer, vm, { ...placeOf(params), kind: 'hard_disk', path: params.path });
}

/** `Remove-VMHardDiskDrive`: the drive goes, its file stays. */
export function removeVmHardDiskDrive(
  computer: Computer,
  params: { readonly vm_id: string; readonly path: string },
): void {
  const vm = requireVm(computer, params.vm_id, 'Remove-VMHardDiskDrive');
  const key = pathKey(params.path);
  const drive = vm.drives.find((item) => item.kind === 'hard_disk' && pathKey(item.path ?? '') === key);
  if (drive?.controller === 'IDE' && isActive(computer, vm)) {
    throw stateError('Remove-VMHardDiskDrive', vm.vm_name);
  }
  putVm(computer, { ...vm, drives: vm.drives.filter((item) => item !== drive) });
}

/**
 * `Add-VMDvdDrive` and `Set-VMDvdDrive`: an image in a new drive, or in the one that is at this place. A simulated
 * machine has every `.iso` that is asked for on one of its volumes, since its description lists none.
 */
export function addVmDvdDrive(computer: Computer, params: DriveParams): void {
  const cmdlet = 'Add-VMDvdDrive';
  const vm = requireVm(computer, params.vm_id, cmdlet);
  if (extensionOf(params.path) !== '.iso' || freeMb(computer, params.path) === null) {
    throw notFound(cmdlet, vm, params.path);
  }
  const there = vm.drives.find((drive) => drive.kind === 'dvd' && samePlace(drive, params));
  if (there !== undefined) {
    const drives = vm.drives.map((drive) => (drive === there ? { ...drive, path: params.path } : drive));
    putVm(computer, { ...vm, drives });
    return;
  }
  requirePlace(computer, vm, params, cmdlet);
  attach(computer, vm, { ...placeOf(params), kind: 'dvd', path: params.path });
}

/** `Remove-VMDvdDrive` of every DVD drive. */
export function removeVmDvdDrive(computer: Computer, params: { readonly vm_id: string }): void {
  const vm = requireVm(computer, params.vm_id, 'Remove-VMDvdDrive');
  putVm(computer, { ...vm, drives: vm.drives.filter((drive) => drive.kind !== 'dvd') });
}

/** `Add-VMScsiController`: a VM has at most four. */
export function addVmScsiController(computer: Computer, params: { readonly vm_id: string }): void {
  const vm = requireVm(computer, params.vm_id, 'Add-VMScsiController');
  if (isActive(computer, vm)) throw stateError('Add-VMScsiController', vm.vm_name);
  if (vm.scsi_controllers >= 4) {
    const text = `'${vm.vm_name}' already has four SCSI controllers.`;
    throw hyperVError('OperationFailed', 'Add-VMScsiController', text, { target: vm.vm_name });
  }
  putVm(computer, { ...vm, scsi_controllers: vm.scsi_controllers + 1 });
}

type Place = Pick<MachineDrive, 'controller' | 'number' | 'location'>;

function placeOf({ controller, number, location }: Place): Place {
  return { controller, number, location };
}

function samePlace(a: Place, b: Place): boolean {
  return a.controller === b.controller && a.number === b.number && a.location === b.location;
}

function requirePlace(computer: Computer, vm: MachineVm, place: Place, cmdlet: string): void {
  const ide = place.controller === 'IDE';
  const controllers = ide ? (vm.generation === 1 ? 2 : 0) : vm.scsi_controllers;
  if (place.number >= controllers || place.location >= (ide ? 2 : 64)) {
    const text = `'${vm.vm_name}' has no such place on a ${place.controller} controller.`;
    throw parameterError(cmdlet, text, vm.vm_name);
  }
  if (vm.drives.some((drive) => samePlace(drive, place))) {
    throw parameterError(cmdlet, `'${vm.vm_name}': the place on the controller is taken.`, vm.vm_name);
  }
  if (ide && isActive(computer, vm)) throw stateError(cmdlet, vm.vm_name);
}

function attach(computer: Computer, vm: MachineVm, drive: MachineDrive): void {
  putVm(computer, { ...vm, drives: [...vm.drives, drive] });
}

function notFound(cmdlet: string, vm: MachineVm, path: string): Error {
  const text = `'${vm.vm_name}' failed to add device: attachment '${path}' was not found.`;
  return hyperVError('OperationFailed', cmdlet, text, { hresult: HRESULT.fileNotFound, target: path });
}
