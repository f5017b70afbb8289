import { vhdError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { requireDisk } from '../lookups.ts';
import { freeMb, useOf } from '../storage.ts';
import { pathKey } from '../windowsPath.ts';

/** `Resize-VHD`: here it only grows, and only a disk that no VM holds open. */
export function resizeVhd(
  computer: Computer,
  params: { readonly path: string; readonly size_mb: number },
): void {
  const { path, size_mb: size } = params;
  const disk = requireDisk(computer, path, 'Resize-VHD');
  if (size < disk.size_mb) {
    const text = `'${path}' cannot be made smaller than what it holds.`;
    throw vhdError('InvalidParameter', 'Resize-VHD', text, { category: 'InvalidArgument', target: path });
  }
  if (useOf(computer, path) !== 'none') {
    const text = `'${path}' is in use.`;
    throw vhdError('OperationFailed', 'Resize-VHD', text, {
      hresult: HRESULT.sharingViolation,
      target: path,
    });
  }
  const grown = disk.type === 'fixed' ? size - disk.size_mb : 0;
  if ((freeMb(computer, path) ?? 0) < grown) {
    const text = `'${path}': there is not enough space on the disk.`;
    throw vhdError('OperationFailed', 'Resize-VHD', text, { hresult: HRESULT.diskFull, target: path });
  }
  const resized = { ...disk, size_mb: size, file_mb: disk.file_mb + grown, content: disk.content + 1 };
  computer.commit({ files: { [pathKey(path)]: resized } });
}
