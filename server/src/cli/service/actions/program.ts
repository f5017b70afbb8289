import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import { fileErrorCode } from '../../settings/files.ts';
import type { PlaceProgram, UnplaceProgram } from '../step.ts';
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

/** Whether a name leads to a file below the folder that it is taken from. */
function staysInside(name: string): boolean {
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Files are read and written anew, not copied: only what the list names arrives, byte for byte, and without the mark
 * of the internet that Windows keeps beside a file.
 */
export async function placeProgram({ from, to }: PlaceProgram, world: World): Promise<void> {
  const incoming = to + INCOMING;
  removeTree(incoming);
  for (const { sum, name } of listedFiles(from)) {
    const bytes = read(join(from, name));
    if (createHash('sha256').update(bytes).digest('hex') !== sum)
      throw damaged(`${join(from, name)} is not as it was packed`);
    const target = join(incoming, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { flag: 'wx', mode: 0o755 });
  }
  writeFileSync(join(incoming, SUMS), readFileSync(join(from, SUMS)), { flag: 'wx' });
  if (existsSync(to)) {
    removeTree(to + REPLACED);
    await move(to, to + REPLACED, world);
  }
  world.kept.set(to, 'nothing');
  await move(incoming, to, world);
}

export async function unplaceProgram({ to }: UnplaceProgram, world: World): Promise<void> {
  removeTree(to + INCOMING);
  if (world.kept.get(to) === 'nothing') removeTree(to);
  if (existsSync(to + REPLACED)) await move(to + REPLACED, to, world);
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
