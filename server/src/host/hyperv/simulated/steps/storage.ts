import type { DataDiskParams, StepParams } from '#core/steps.ts';
import { BIOS_DEVICES, type BiosDevice, type MachineVm } from '../machine/model.ts';
import { diskPathsOf } from '../machine/storage.ts';
import { pathKey } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';
import { dataDiskDifferences, makeDataDisk } from './dataDisk.ts';
import { dataPlace, type DrivePlace, dvdPlace, systemPlace } from './drivePlaces.ts';
import { requireRoom } from './room.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { presentVm, vmOf } from './vmOf.ts';

type Wanted = Pick<StepParams['storage'], 'system_path' | 'data_disks' | 'dvd_path'>;

/** A new generation 1 VM would start from its DVD first. */
const DISK_FIRST: readonly BiosDevice[] = ['IDE', 'CD', 'LegacyNetworkAdapter', 'Floppy'];

/** The system disk, data disks and DVD of a VM, in their places. */
export const storageStep: Step<'storage'> = {
  reads: 'Get-VM',
  look: (computer, params) => {
    const vm = vmOf(computer, params.vm_id);
    if (vm === undefined) return ABSENT;
    const differences = [
      ...driveDifferences(vm, params),
      ...params.data_disks.flatMap((disk) => dataDiskDifferences(computer, disk)),
    ];
    if (differences.length === 0) return DONE;
    return diskPathsOf(vm).length === 0 ? ABSENT : PARTIAL;
  },
  act: async (session, params) => {
    await requireRoom(session, params.room);
    for (const disk of params.data_disks) await ensureDataDisk(session, disk, params.system_path);
    await removeOtherDisks(session, params);
    await attach(session, params, params.system_path, systemPlace(params.generation));
    for (const [index, disk] of params.data_disks.entries()) {
      await attach(session, params, disk.path, dataPlace(params.generation, index));
    }
    await setDvd(session, params);
    if (params.generation === 2) {
      await session.run('Set-VMFirmware', { vm_id: params.vm_id, first_boot_path: params.system_path });
    } else {
      await session.run('Set-VMBios', { vm_id: params.vm_id, startup_order: DISK_FIRST });
    }
  },
};

/** What of a VM's drives is not as wanted, for people. */
export function driveDifferences(vm: MachineVm, wanted: Wanted): readonly string[] {
  const differences: string[] = [];
  const is = diskPathsOf(vm).map(pathKey);
  const paths = [wanted.system_path, ...wanted.data_disks.map((disk) => disk.path)];
  if (is.length !== paths.length || paths.some((path) => !is.includes(pathKey(path)))) {
    differences.push(`disks: ${diskPathsOf(vm).join(', ') || 'none'} instead of ${paths.join(', ')}`);
  }
  const dvd = dvdOf(vm);
  if (pathKey(dvd ?? '') !== pathKey(wanted.dvd_path ?? '')) {
    differences.push(`DVD: ${dvd ?? 'none'} instead of ${wanted.dvd_path ?? 'none'}`);
  }
  const [first] = vm.startup_order ?? BIOS_DEVICES;
  if (vm.generation === 1 && first !== 'IDE') differences.push(`starts from ${first} instead of IDE`);
  if (vm.generation === 2 && pathKey(vm.first_boot ?? '') !== pathKey(wanted.system_path)) {
    differences.push(`starts from ${vm.first_boot ?? 'the network'} instead of ${wanted.system_path}`);
  }
  return differences;
}

/** The image in a VM's DVD drive. */
export function dvdOf(vm: MachineVm): string | null {
  return vm.drives.find((drive) => drive.kind === 'dvd' && drive.path !== null)?.path ?? null;
}

async function ensureDataDisk(session: Session, disk: DataDiskParams, systemPath: string): Promise<void> {
  if (dataDiskDifferences(session.computer, disk).length > 0) await makeDataDisk(session, disk, systemPath);
}

async function removeOtherDisks(session: Session, params: StepParams['storage']): Promise<void> {
  const vm = presentVm(session.computer, params.vm_id);
  const wanted = new Set([params.system_path, ...params.data_disks.map((disk) => disk.path)].map(pathKey));
  for (const path of diskPathsOf(vm)) {
    if (!wanted.has(pathKey(path))) {
      await session.run('Remove-VMHardDiskDrive', { vm_id: params.vm_id, path });
    }
  }
}

async function attach(
  session: Session,
  params: StepParams['storage'],
  path: string,
  place: DrivePlace,
): Promise<void> {
  const vm = presentVm(session.computer, params.vm_id);
  if (diskPathsOf(vm).some((disk) => pathKey(disk) === pathKey(path))) return;
  await ensureController(session, params.vm_id, place);
  await session.run('Add-VMHardDiskDrive', { vm_id: params.vm_id, ...place, path });
}

async function ensureController(session: Session, vmId: string, place: DrivePlace): Promise<void> {
  if (place.controller === 'IDE') return;
  while (presentVm(session.computer, vmId).scsi_controllers <= place.number) {
    await session.run('Add-VMScsiController', { vm_id: vmId });
  }
}

async function setDvd(session: Session, params: StepParams['storage']): Promise<void> {
  const { vm_id: vmId, dvd_path: path } = params;
  const now = dvdOf(presentVm(session.computer, vmId));
  if (pathKey(now ?? '') === pathKey(path ?? '')) return;
  if (now !== null) await session.run('Remove-VMDvdDrive', { vm_id: vmId });
  if (path === null) return;
  const place = dvdPlace(params.generation, params.data_disks.length);
  await ensureController(session, vmId, place);
  await session.run('Add-VMDvdDrive', { vm_id: vmId, ...place, path });
}
