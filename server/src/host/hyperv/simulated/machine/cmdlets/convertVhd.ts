import { vhdError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { requireDisk } from '../lookups.ts';
import { fileAt, folderExists, freeMb, useOf } from '../storage.ts';
import { extensionOf, folderOf, pathKey } from '../windowsPath.ts';

/** `Convert-VHD`: a new disk with the same content and no parent. The source must not be in use. */
export function convertVhd(
  computer: Computer,
  params: { readonly path: string; readonly destination: string; readonly type?: 'fixed' | 'dynamic' },
): void {
  const { path, destination } = params;
  const source = requireDisk(computer, path, 'Convert-VHD');
  if (useOf(computer, path) === 'written')
    throw failed(path, HRESULT.sharingViolation, 'The file is in use.');
  if (fileAt(computer, destination) !== undefined) {
    throw failed(destination, HRESULT.fileExists, 'The file exists.');
  }
  const free = freeMb(computer, destination);
  if (free === null || !folderExists(computer, folderOf(destination))) {
    throw failed(destination, HRESULT.pathNotFound, 'The system cannot find the path specified.');
  }
  const type = params.type ?? (source.type === 'fixed' ? 'fixed' : 'dynamic');
  const size = type === 'fixed' ? source.size_mb : source.file_mb;
  if (free < size) throw failed(destination, HRESULT.diskFull, 'There is not enough space on the disk.');
  computer.commit({
    files: {
      [pathKey(destination)]: {
        ...source,
        path: destination,
        type,
        format: extensionOf(destination) === '.vhd' ? 'VHD' : 'VHDX',
        disk_id: computer.random.uuid(),
        file_mb: size,
        parent: null,
      },
    },
  });
}

function failed(path: string, hresult: string, reason: string): Error {
  const text = `Failed to convert the virtual disk '${path}'. ${reason} (${hresult})`;
  return vhdError('OperationFailed', 'Convert-VHD', text, { hresult, target: path });
}
