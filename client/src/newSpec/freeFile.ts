import { FileSystemError, Uri, workspace } from 'vscode';
import { SPEC_SUFFIX } from '../language/selector.ts';

const MOST = 1000;

/** The next free name of a spec in a folder: `vms.vmspec.json`, `vms-2.vmspec.json`, ... */
export async function freeFile(folder: Uri, stem: string): Promise<Uri> {
  for (let number = 1; number < MOST; number += 1) {
    const name = number === 1 ? stem : `${stem}-${String(number)}`;
    const file = Uri.joinPath(folder, `${name}${SPEC_SUFFIX}`);
    if (!(await exists(file))) return file;
  }
  throw new Error(`${folder.toString()} has a thousand specs of this name`);
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
