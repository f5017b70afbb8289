import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder in memory that Linux has. */
const MEMORY = '/dev/shm';

/** A new data directory, in memory where there is such a place: for tests that are not about what a disk does. */
export function fastDirectory(): string {
  return mkdtempSync(join(isWritable(MEMORY) ? MEMORY : tmpdir(), 'vmspec-fuzz-'));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
