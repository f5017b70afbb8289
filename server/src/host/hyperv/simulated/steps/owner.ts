import { ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import { fileAt } from '../machine/storage.ts';
import { joinPath } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';

/** File in a folder of ours that names the job which may delete the folder. */
export const OWNER_FILE = '.vmspec-owner';

/** The job that owns a folder, or null when the folder does not say. */
export function ownerOf(computer: Computer, folder: string): string | null {
  const file = fileAt(computer, joinPath(folder, OWNER_FILE));
  return file?.kind === 'text' ? file.text.trim() : null;
}

/** Makes a folder the job's own before anything else is put there; refuses one that is another's. */
export async function claimFolder(session: Session, folder: string, owner: string): Promise<void> {
  const now = ownerOf(session.computer, folder);
  if (now === owner) return;
  if (now !== null) throw notOwned(folder);
  await session.run('New-Item', { path: folder });
  await session.run('Set-Content', { path: joinPath(folder, OWNER_FILE), value: owner });
}

/** The refusal to touch what does not belong to the job. */
export function notOwned(path: string): Error {
  return ourError('NotOwned', `'${path}' does not belong to this job, so it was left as it is.`, path);
}
