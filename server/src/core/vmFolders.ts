import type { PlannedVm } from '#schemas/generated/types.ts';

/** Name of the folder, on a volume other than that of the VM root, that our disks go to. */
export const VOLUME_FOLDER = 'VMSpec';

/**
 * Folder of a job's VMs: readable in Explorer, and unique because of the job's id.
 * @param createdAt RFC 3339 time at which the job was accepted.
 */
export function jobFolderName(jobId: string, createdAt: string): string {
  return `${createdAt.slice(0, 10)}-${jobId.slice(0, 8)}`;
}

/** Root folder for VMs on `volume`: the VM root itself where it lies on that volume. */
export function rootOnVolume(vmRoot: string, volume: string): string {
  return sameVolume(vmRoot, volume) ? vmRoot : `${volume}${VOLUME_FOLDER}`;
}

/**
 * Every folder that VMs and disks of ours can be in. On the volume of the VM root there are two: a VM that lies on another
 * volume has its data disks there in the folder that every volume has.
 */
export function ownRoots(vmRoot: string, volumes: readonly string[]): string[] {
  return [...new Set([vmRoot, ...volumes.map((volume) => `${volume}${VOLUME_FOLDER}`)])];
}

/** The root folder that a disk of ours was put under: its VM's folder lies in its job's, and that in the root. */
export function rootOfDisk(path: string): string {
  return path.split('\\').slice(0, -3).join('\\');
}

/** Folder that belongs to one VM of one job alone. */
export function vmFolder(vmRoot: string, job: string, vm: Pick<PlannedVm, 'vm_name' | 'volume'>): string {
  return `${rootOnVolume(vmRoot, vm.volume)}\\${job}\\${vm.vm_name}`;
}

/** Paths of a VM's disks, the data disks in order. `folder` is the VM's own. */
export function diskPaths(
  vm: PlannedVm,
  folder: string,
): { readonly system: string; readonly data: readonly string[] } {
  const extension = vm.disk_template_path.slice(vm.disk_template_path.lastIndexOf('.')).toLowerCase();
  const ownVolume = folder.slice(0, 3);
  const [job, name] = folder.split('\\').slice(-2);
  return {
    system: `${folder}\\${vm.vm_name}${extension}`,
    data: vm.data_disks.map((disk, index) => {
      const place = sameVolume(disk.volume, ownVolume)
        ? folder
        : `${disk.volume}${VOLUME_FOLDER}\\${job ?? ''}\\${name ?? ''}`;
      return `${place}\\${vm.vm_name}-data-${String(index + 1).padStart(2, '0')}.vhdx`;
    }),
  };
}

/** Folders that hold the VM's files: its own, and one on each further volume. */
export function foldersOfVm(vm: PlannedVm, folder: string): string[] {
  const { system, data } = diskPaths(vm, folder);
  return [...new Set([system, ...data].map((path) => path.slice(0, path.lastIndexOf('\\'))))];
}

function sameVolume(left: string, right: string): boolean {
  return left.slice(0, 2).toUpperCase() === right.slice(0, 2).toUpperCase();
}
