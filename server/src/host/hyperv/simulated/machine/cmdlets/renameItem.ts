import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { diskAt, fileAt, useOf } from '../storage.ts';
import { folderOf, joinPath, pathKey } from '../windowsPath.ts';

/** `Rename-Item` of one disk file in its folder. A file of the new name is never replaced. */
export function renameItem(
  computer: Computer,
  params: { readonly path: string; readonly new_name: string },
): void {
  const { path, new_name } = params;
  const disk = diskAt(computer, path);
  if (disk === undefined) {
    const text = `Cannot find path '${path}' because it does not exist.`;
    throw fileError('PathNotFound', 'Rename-Item', text, { category: 'ObjectNotFound', target: path });
  }
  const renamed = joinPath(folderOf(path), new_name);
  if (fileAt(computer, renamed) !== undefined) {
    throw failed(path, HRESULT.fileExists, 'Cannot create a file when that file already exists.');
  }
  if (useOf(computer, path) !== 'none') throw failed(path, HRESULT.sharingViolation, 'The file is in use.');
  computer.commit({ files: { [pathKey(path)]: null, [pathKey(renamed)]: { ...disk, path: renamed } } });
}

function failed(path: string, hresult: string, reason: string): Error {
  return fileError('RenameItemIOError', 'Rename-Item', `'${path}': ${reason}`, {
    category: 'WriteError',
    hresult,
    target: path,
  });
}
