import type { Computer } from './machine/computer.ts';
import { diskAt } from './machine/storage.ts';
import { pathKey } from './machine/windowsPath.ts';

/** Leaves an operation's effect half done: a disk that was just written cannot be read. Other effects stay as they are. */
export function spoil(computer: Computer, cmdlet: string, params: object): void {
  const written =
    (cmdlet === 'Copy-Item' || cmdlet === 'Convert-VHD') && 'destination' in params
      ? params.destination
      : cmdlet === 'New-VHD' && 'path' in params
        ? params.path
        : null;
  const disk = typeof written === 'string' ? diskAt(computer, written) : undefined;
  if (disk !== undefined) {
    computer.commit({ files: { [pathKey(disk.path)]: { ...disk, damaged: true } } });
  }
}
