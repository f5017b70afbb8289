import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliFailure } from '../failure.ts';
import { exitCodes } from '../exitCodes.ts';

/** The code of a file system error, or an empty text. */
export function fileErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The text of a file; null where there is none. Throws CliFailure when it is there and cannot be read. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new CliFailure(
      exitCodes.configuration,
      `${path} cannot be read (${code}).`,
      'Check its permissions.',
    );
  }
}

/**
 * Replaces a file in one go, so that a crash leaves the old or the new one. Only the owner can read it, and a folder
 * made for it.
 */
export function replacePrivately(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const code = fileErrorCode(error);
    throw new CliFailure(
      exitCodes.internal,
      `${path} cannot be written (${code}).`,
      'Check folder and disk.',
    );
  }
}
