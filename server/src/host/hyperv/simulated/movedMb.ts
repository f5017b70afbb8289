import type { Computer } from './machine/computer.ts';
import { diskAt } from './machine/storage.ts';

/** Data that an operation writes, in MB: what a copied or converted file holds, all of a fixed disk. */
export function movedMb(computer: Computer, cmdlet: string, params: object): number {
  if (
    (cmdlet === 'Copy-Item' || cmdlet === 'Convert-VHD') &&
    'path' in params &&
    typeof params.path === 'string'
  ) {
    return diskAt(computer, params.path)?.file_mb ?? 0;
  }
  const fixed = cmdlet === 'New-VHD' && 'type' in params && params.type === 'fixed';
  return fixed && 'size_mb' in params && typeof params.size_mb === 'number' ? params.size_mb : 0;
}
