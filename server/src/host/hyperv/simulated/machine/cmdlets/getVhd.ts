import type { Computer } from '../computer.ts';
import { requireDisk } from '../lookups.ts';
import type { DiskFile } from '../model.ts';

/** `Get-VHD`: what is written in a disk file; it fails when the file is missing or unreadable. */
export function getVhd(computer: Computer, params: { readonly path: string }): DiskFile {
  return requireDisk(computer, params.path, 'Get-VHD');
}
