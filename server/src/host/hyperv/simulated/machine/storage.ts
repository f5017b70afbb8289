import type { Computer } from './computer.ts';
import type { DiskFile, MachineFile, MachineVm } from './model.ts';
import { isActive } from './power.ts';
import { foldersAbove, isDrive, pathKey, volumeOf } from './windowsPath.ts';

/** Free space of a volume in MB; null when the machine has no such volume. */
export function freeMb(computer: Computer, path: string): number | null {
  const volume = computer.state.volumes.get(pathKey(volumeOf(path)));
  return volume === undefined ? null : Math.max(0, volume.usable_mb - computer.state.usedMb(volume.path));
}

/** What lies at a path. */
export function fileAt(computer: Computer, path: string): MachineFile | undefined {
  return computer.state.files.get(pathKey(path));
}

/** The disk at a path, readable or not. */
export function diskAt(computer: Computer, path: string): DiskFile | undefined {
  const file = fileAt(computer, path);
  return file?.kind === 'disk' ? file : undefined;
}

/** Everything inside a folder, at any depth. */
export function filesIn(computer: Computer, folder: string): readonly MachineFile[] {
  const prefix = `${pathKey(folder)}\\`;
  const found: MachineFile[] = [];
  for (const [key, file] of computer.state.files) if (key.startsWith(prefix)) found.push(file);
  return found;
}

/** Whether a folder is there; a drive always is when the machine has it. */
export function folderExists(computer: Computer, path: string): boolean {
  if (isDrive(path)) return computer.state.volumes.has(pathKey(path));
  return fileAt(computer, path)?.kind === 'folder';
}

/** The folders above a path that are not there yet, as changes of the machine's files. */
export function missingFolders(computer: Computer, path: string): Record<string, MachineFile> {
  const folders: Record<string, MachineFile> = {};
  for (const folder of foldersAbove(path)) {
    if (!folderExists(computer, folder)) {
      folders[pathKey(folder)] = { kind: 'folder', path: folder, file_mb: 0 };
    }
  }
  return folders;
}

/** A disk and those it is based on, nearest first; it ends early where one is missing. */
export function chainOf(computer: Computer, path: string): readonly DiskFile[] {
  const chain: DiskFile[] = [];
  for (let disk = diskAt(computer, path); disk !== undefined && chain.length < 64;) {
    chain.push(disk);
    disk = disk.parent === null ? undefined : diskAt(computer, disk.parent.path);
  }
  return chain;
}

/** Disks of a VM, without DVD images. */
export function diskPathsOf(vm: MachineVm): readonly string[] {
  return vm.drives.flatMap((drive) =>
    drive.kind === 'hard_disk' && drive.path !== null ? [drive.path] : [],
  );
}

/** Whether a running VM has a disk as a drive of its own. */
export function isWritten(computer: Computer, path: string): boolean {
  return computer.state.vmsWithDisk(path).some((vm) => isActive(computer, vm));
}

/**
 * Who holds a disk open: `written` by a running VM that has it as a drive, `read` by one whose drive is based on it.
 */
export function useOf(computer: Computer, path: string): 'none' | 'read' | 'written' {
  if (isWritten(computer, path)) return 'written';
  const key = pathKey(path);
  for (const vm of computer.state.vms.values()) {
    if (!isActive(computer, vm)) continue;
    const based = diskPathsOf(vm).some((disk) =>
      chainOf(computer, disk).some((link) => pathKey(link.path) === key),
    );
    if (based) return 'read';
  }
  return 'none';
}
