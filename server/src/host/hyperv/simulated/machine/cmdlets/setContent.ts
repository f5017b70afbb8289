import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { folderExists } from '../storage.ts';
import { folderOf, pathKey } from '../windowsPath.ts';

/** `Set-Content`: writes a small text file, in place of one that is there. */
export function setContent(
  computer: Computer,
  params: { readonly path: string; readonly value: string },
): void {
  const { path, value } = params;
  if (!folderExists(computer, folderOf(path))) {
    throw fileError('GetContentWriterDirectoryNotFoundError', 'Set-Content', `'${path}': no such folder.`, {
      category: 'ObjectNotFound',
      hresult: HRESULT.pathNotFound,
      target: path,
    });
  }
  computer.commit({ files: { [pathKey(path)]: { kind: 'text', path, text: value, file_mb: 0 } } });
}
