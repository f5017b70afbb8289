import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { diskAt, fileAt, folderExists, freeMb, useOf } from '../storage.ts';
import { folderOf, pathKey } from '../windowsPath.ts';

/** `Copy-Item` of one disk file. The copy has everything of the original, its disk identifier too. */
export function copyItem(
  computer: Computer,
  params: { readonly path: string; readonly destination: string },
): void {
  const { path, destination } = params;
  const source = diskAt(computer, path);
  if (source === undefined) {
    const text = `Cannot find path '${path}' because it does not exist.`;
    throw fileError('PathNotFound', 'Copy-Item', text, { category: 'ObjectNotFound', target: path });
  }
  if (useOf(computer, path) === 'written')
    throw failed(path, HRESULT.sharingViolation, 'The file is in use.');
  const free = freeMb(computer, destination);
  if (free === null || !folderExists(computer, folderOf(destination))) {
    throw failed(destination, HRESULT.pathNotFound, 'Could not find a part of the path.');
  }
  if (fileAt(computer, destination) !== undefined) {
    throw failed(destination, HRESULT.fileExists, 'The file exists.');
  }
  if (free < source.file_mb) {
    throw failed(destination, HRESULT.diskFull, 'There is not enough space on the disk.');
  }
  computer.commit({ files: { [pathKey(destination)]: { ...source, path: destination } } });
}

function failed(path: string, hresult: string, reason: string): Error {
  return fileError('System.IO.IOException', 'Copy-Item', `'${path}': ${reason}`, { hresult, target: path });
}
