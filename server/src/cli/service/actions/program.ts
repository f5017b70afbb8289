import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import { fileErrorCode, readIfThere } from '../../settings/files.ts';
import type { PlaceProgram, SwapProgram, UnplaceProgram, UnswapProgram } from '../step.ts';
import type { World } from '../world.ts';
import { removeTree } from './files.ts';

/** The list of a package's files with their SHA-256 sums, in the form of `sha256sum`. */
export const SUMS = 'SHA256SUMS';
const LINE = /^([0-9a-f]{64}) {2}([^\\:]+)$/;
/** What a program folder is called until it is whole, and after another one took its place. */
const INCOMING = '.incoming';
const REPLACED = '.replaced';
/** Virus scanners keep a new file open for a moment. */
const TRIES = 20;
const PAUSE_MS = 250;

interface Listed {
  readonly sum: string;
  readonly name: string;
}

/** The files of a package, as its list names them. Throws CliFailure when there is no list, or one that cannot be. */
export function listedFiles(folder: string): readonly Listed[] {
  const path = join(folder, SUMS);
  if (!existsSync(path)) throw damaged(`${path} is missing`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, sum = '', name = ''] = LINE.exec(line) ?? [];
      if (name === '' || !staysInside(name)) throw damaged(`${path} has a line that names no file: ${line}`);
      return { sum, name };
    });
}

/** Whether a folder holds a package of this program, or the part of one that was copied before that was cut short. */
export function isOwnPackage(folder: string): boolean {
  try {
    const names = listedFiles(folder).map(({ name }) => name);
    if (!['package.json', 'dist/vmspec.js'].every((name) => names.includes(name))) return false;
    const text = readIfThere(join(folder, 'package.json'));
    if (text === null) return folder.endsWith(INCOMING);
    return (JSON.parse(text) as { readonly name?: unknown } | null)?.name === 'vmspec';
  } catch {
    return false;
  }
}

/** Whether a name leads to a file below the folder that it is taken from. */
function staysInside(name: string): boolean {
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Copies a package beside the folder that it will be in. Files are read and written anew: only what the list names
 * arrives, byte for byte, and without the mark of the internet that Windows keeps beside a file.
 */
export function placeProgram({ from, to }: PlaceProgram): void {
  const incoming = to + INCOMING;
  removeTree(incoming);
  const listed = listedFiles(from);
  const sums = readFileSync(join(from, SUMS));
  if (isWhole(to, sums, listed)) return;
  mkdirSync(incoming);
  // First, so that a copy that was cut short can be told from a folder of somebody else.
  writeFileSync(join(incoming, SUMS), sums, { flag: 'wx' });
  for (const { sum, name } of listed) {
    const bytes = read(join(from, name));
    if (sumOf(bytes) !== sum) throw damaged(`${join(from, name)} is not as it was packed`);
    const target = join(incoming, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { flag: 'wx', mode: 0o755 });
  }
}

/** Whether every file of that list is in a folder as it was packed. */
function isWhole(folder: string, sums: Buffer, listed: readonly Listed[]): boolean {
  try {
    return (
      readFileSync(join(folder, SUMS)).equals(sums) &&
      listed.every(({ sum, name }) => sumOf(readFileSync(join(folder, name))) === sum)
    );
  } catch {
    return false;
  }
}

function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function unplaceProgram({ to }: UnplaceProgram): void {
  removeTree(to + INCOMING);
}

/** Windows renames no folder that a program runs from, so the host must have ended. */
export async function swapProgram({ to }: SwapProgram, world: World): Promise<void> {
  const incoming = to + INCOMING;
  // What is there is whole already.
  if (!existsSync(incoming)) return;
  if (existsSync(to)) {
    removeTree(to + REPLACED);
    await move(to, to + REPLACED, world);
    world.kept.set(to, 'folder');
  } else world.kept.set(to, 'nothing');
  await move(incoming, to, world);
}

export async function unswapProgram({ to }: UnswapProgram, world: World): Promise<void> {
  const kept = world.kept.get(to);
  if (kept === undefined) return;
  removeTree(to);
  if (kept === 'folder') await move(to + REPLACED, to, world);
}

async function move(from: string, to: string, world: World): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(fileErrorCode(error)) || tried >= TRIES) throw error;
      await world.sleep(PAUSE_MS);
    }
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw damaged(`${path} cannot be read (${fileErrorCode(error)})`);
  }
}

function damaged(what: string): CliFailure {
  return new CliFailure(
    exitCodes.configuration,
    `The package is damaged: ${what}.`,
    'Unpack the zip again, and download it again if that does not help.',
  );
}
