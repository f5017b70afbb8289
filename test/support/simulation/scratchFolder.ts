import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps this folder in memory, so that thousands of databases cost no disk. */
const IN_MEMORY = '/dev/shm';

/** A new folder for files that a test makes in great numbers and removes itself. */
export function scratchFolder(): string {
  return mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'vmspec-sim-'));
}
