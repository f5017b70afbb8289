import { fileError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { freeMb, missingFolders } from '../storage.ts';
import { joinPath } from '../windowsPath.ts';

/** `New-Item -ItemType Directory -Force`: the folder and those above it are there afterwards. */
export function newItem(computer: Computer, params: { readonly path: string }): void {
  if (freeMb(computer, params.path) === null) {
    throw fileError('DriveNotFound', 'New-Item', `Cannot find drive of '${params.path}'.`, {
      category: 'ObjectNotFound',
      hresult: HRESULT.pathNotFound,
      target: params.path,
    });
  }
  const folders = missingFolders(computer, joinPath(params.path, 'x'));
  if (Object.keys(folders).length > 0) computer.commit({ files: folders });
}
