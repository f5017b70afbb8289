import type { Computer } from './computer.ts';
import { HRESULT } from './hresults.ts';
import { diskAt } from './storage.ts';

/** Why a disk cannot be opened. */
export interface BrokenDisk {
  readonly hresult: string;
  readonly path: string;
  readonly message: string;
}

/**
 * Follows a disk to the one it is all based on. A differencing disk is broken for good once anything changes in the
 * disk it was made from.
 */
export function brokenLink(computer: Computer, path: string): BrokenDisk | null {
  const disk = diskAt(computer, path);
  if (disk === undefined) {
    return { hresult: HRESULT.fileNotFound, path, message: `The file '${path}' was not found.` };
  }
  if (disk.damaged) {
    return { hresult: HRESULT.corruptDisk, path, message: `The file '${path}' is corrupted and unreadable.` };
  }
  const parent = disk.parent;
  if (parent === null) return null;
  const above = brokenLink(computer, parent.path);
  if (above !== null) return above;
  const now = diskAt(computer, parent.path);
  if (now === undefined || (now.disk_id === parent.disk_id && now.content === parent.content)) return null;
  const resized = now.disk_id === parent.disk_id && now.size_mb > disk.size_mb;
  return {
    hresult: resized ? HRESULT.parentSizeMismatch : HRESULT.parentIdMismatch,
    path,
    message: `The chain of virtual hard disks is corrupted: '${parent.path}' was changed after '${path}' was made from it.`,
  };
}
