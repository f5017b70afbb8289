import { CmdletError, ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import type { DiskFile } from '../machine/model.ts';
import { diskAt } from '../machine/storage.ts';

/** The disk that is to become a template, or why it cannot. */
export function requireSource(computer: Computer, path: string): DiskFile {
  const disk = diskAt(computer, path);
  if (disk === undefined) throw ourError('SourceMissing', `There is no file '${path}'.`, path);
  if (disk.sparse === true) {
    throw ourError('SourceSparse', `'${path}' is sparse, compressed or encrypted.`, path);
  }
  if (disk.damaged) throw ourError('SourceUnreadable', `'${path}' is no disk that can be read.`, path);
  if (disk.parent !== null) {
    const text = `'${path}' holds only what differs from '${disk.parent.path}'.`;
    throw ourError('SourceHasParent', text, path);
  }
  const user = computer.state.vmsWithDisk(path)[0];
  if (user === undefined) return disk;
  const text = `'${path}' is a disk of the VM '${user.vm_name}', which may change it at any time.`;
  throw ourError('TemplateAttached', text, path);
}

/** The same as a value. */
export function refusalOfSource(computer: Computer, path: string): CmdletError | null {
  try {
    requireSource(computer, path);
    return null;
  } catch (error) {
    if (error instanceof CmdletError) return error;
    throw error;
  }
}

/** Refuses a copy whose source became another disk while it was copied. */
export function requireSame(computer: Computer, before: DiskFile): void {
  const after = diskAt(computer, before.path);
  if (after === undefined) {
    throw ourError('SourceMissing', `'${before.path}' went away while it was copied.`, before.path);
  }
  const same =
    after.disk_id === before.disk_id && after.size_mb === before.size_mb && after.content === before.content;
  if (!same) throw ourError('SourceChanged', `'${before.path}' changed while it was copied.`, before.path);
}
