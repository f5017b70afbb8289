import { binaryFile } from '../binaryFile.ts';
import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import type { MachineFile } from '../model.ts';
import { folderExists } from '../storage.ts';
import { folderOf, pathKey } from '../windowsPath.ts';

/** `Set-Content`: writes a small file of text or of bytes, in place of one that is there. */
export function setContent(
  computer: Computer,
  params: { readonly path: string; readonly value: string | Uint8Array },
): void {
  const { path, value } = params;
  if (!folderExists(computer, folderOf(path))) {
    throw fileError('GetContentWriterDirectoryNotFoundError', 'Set-Content', `'${path}': no such folder.`, {
      category: 'ObjectNotFound',
      hresult: HRESULT.pathNotFound,
      target: path,
    });
  }
  const file: MachineFile =
    typeof value === 'string' ? { kind: 'text', path, text: value, file_mb: 0 } : binaryFile(path, value);
  computer.commit({ files: { [pathKey(path)]: file } });
}
