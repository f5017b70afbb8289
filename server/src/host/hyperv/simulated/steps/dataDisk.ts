import type { DataDiskParams } from '#core/steps.ts';
import type { Computer } from '../machine/computer.ts';
import { diskAt, fileAt } from '../machine/storage.ts';
import { folderOf } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';
import { claimFolder, notOwned, ownerOf } from './owner.ts';

const MB_PER_GB = 1024;

/** What is not as asked of a data disk; empty when all of it is. */
export function dataDiskDifferences(computer: Computer, params: DataDiskParams): readonly string[] {
  const disk = diskAt(computer, params.path);
  if (disk === undefined) return [`disk ${params.path}: not there`];
  if (disk.damaged) return [`disk ${params.path}: cannot be read`];
  const size = params.size_gb * MB_PER_GB;
  if (disk.size_mb === size && disk.type === params.type) return [];
  const is = `${disk.type}, ${String(disk.size_mb)} MB`;
  return [`disk ${params.path}: ${is} instead of ${params.type}, ${String(size)} MB`];
}

/**
 * Makes a data disk, in place of a half-written one in a folder of the job's own. The folder belongs to whom the
 * system disk's folder belongs to, so that what is made on another volume can be removed again.
 */
export async function makeDataDisk(
  session: Session,
  params: DataDiskParams,
  systemPath: string,
): Promise<void> {
  const { path } = params;
  const owner = ownerOf(session.computer, folderOf(systemPath));
  if (owner === null) throw notOwned(folderOf(systemPath));
  if (fileAt(session.computer, path) !== undefined) {
    const attached = session.computer.state.vmsWithDisk(path).length > 0;
    if (attached || ownerOf(session.computer, folderOf(path)) !== owner) throw notOwned(path);
    await session.run('Remove-Item', { path });
  }
  await claimFolder(session, folderOf(path), owner);
  await session.run('New-VHD', { path, type: params.type, size_mb: params.size_gb * MB_PER_GB });
}
