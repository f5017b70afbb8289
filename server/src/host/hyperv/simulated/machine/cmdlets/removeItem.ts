import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { fileAt, filesIn, useOf } from '../storage.ts';
import { pathKey } from '../windowsPath.ts';

/** `Remove-Item` of one file or one empty folder. A file that a running VM holds open stays. */
export function removeItem(computer: Computer, params: { readonly path: string }): void {
  const { path } = params;
  const file = fileAt(computer, path);
  if (file === undefined) {
    const text = `Cannot find path '${path}' because it does not exist.`;
    throw fileError('PathNotFound', 'Remove-Item', text, { category: 'ObjectNotFound', target: path });
  }
  if (file.kind === 'folder' && filesIn(computer, path).length > 0) {
    const text = `Cannot remove item ${path}: the directory is not empty.`;
    throw fileError('RemoveFileSystemItemIOError', 'Remove-Item', text, {
      category: 'WriteError',
      target: path,
    });
  }
  if (file.kind === 'disk' && useOf(computer, path) !== 'none') {
    const text = `Cannot remove item ${path}: the file is being used by another process.`;
    throw fileError('RemoveFileSystemItemIOError', 'Remove-Item', text, {
      category: 'WriteError',
      hresult: HRESULT.sharingViolation,
      target: path,
    });
  }
  computer.commit({ files: { [pathKey(path)]: null } });
}
