import { join } from 'node:path';
import { readIfThere } from '../settings/files.ts';

/** Name of the file that an installation puts into each of its folders. */
export const MARKER = 'vmspec-folder.txt';

/** What it says, to programs and to people. */
export const MARKER_TEXT = 'This folder belongs to VMSpec, which sets its rights. Keep nothing else in it.\n';

/** Whether an installation has taken that folder for its own. */
export function isMarked(folder: string): boolean {
  return readIfThere(join(folder, MARKER)) === MARKER_TEXT;
}
