import { binaryFile } from './machine/binaryFile.ts';
import type { Computer } from './machine/computer.ts';
import { diskAt } from './machine/storage.ts';
import { pathKey } from './machine/windowsPath.ts';

/** Leaves an operation's effect half done: a disk that was just written cannot be read, a file of
 * bytes ends in the middle. Other effects stay as they are. */
export function spoil(computer: Computer, cmdlet: string, params: object): void {
  const written =
    (cmdlet === 'Copy-Item' || cmdlet === 'Convert-VHD') && 'destination' in params
      ? params.destination
      : cmdlet === 'New-VHD' && 'path' in params
        ? params.path
        : null;
  if (
    cmdlet === 'Set-Content' &&
    'value' in params &&
    params.value instanceof Uint8Array &&
    'path' in params
  ) {
    const half = params.value.subarray(0, params.value.length / 2);
    const path = String(params.path);
    computer.commit({ files: { [pathKey(path)]: binaryFile(path, half) } });
  }
  const disk = typeof written === 'string' ? diskAt(computer, written) : undefined;
  if (disk !== undefined) {
    computer.commit({ files: { [pathKey(disk.path)]: { ...disk, damaged: true } } });
  }
}
