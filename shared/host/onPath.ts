import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './dataDirectory.ts';

/**
 * The absolute path of the first of these programs that is in a folder of PATH; null when none is. The current folder is
 * never looked in, whoever wrote what lies there.
 */
export function onPath(programs: readonly string[], env: Environment): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return paths.find(isProgram) ?? null;
}

/** Whether there is a file that can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
