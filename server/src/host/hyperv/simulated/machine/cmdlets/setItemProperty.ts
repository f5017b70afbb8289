import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { fileAt } from '../storage.ts';
import { pathKey } from '../windowsPath.ts';

/** `Set-ItemProperty -Name IsReadOnly` of a disk file; of other files the attribute is taken and has no effect. */
export function setItemProperty(
  computer: Computer,
  params: { readonly path: string; readonly read_only: boolean },
): void {
  const { path, read_only } = params;
  const file = fileAt(computer, path);
  if (file === undefined) {
    const text = `Cannot find path '${path}' because it does not exist.`;
    throw fileError('PathNotFound', 'Set-ItemProperty', text, { category: 'ObjectNotFound', target: path });
  }
  if (file.kind === 'disk') computer.commit({ files: { [pathKey(path)]: { ...file, read_only } } });
}
