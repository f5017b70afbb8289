import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type {
  KeepNewest,
  MakeFolder,
  ProtectFolder,
  PutBack,
  Remove,
  UnmakeFolder,
  WriteFile,
} from '../step.ts';
import type { Kept, World } from '../world.ts';
import { run } from './run.ts';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
/** Windows keeps a file busy for a moment after its program has ended. */
const patient = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const;

/** Remembers what is at a path, once: an undo brings back what was there at first. */
export function keep(world: World, path: string): void {
  if (world.kept.has(path)) return;
  const stats = statSync(path, { throwIfNoEntry: false });
  world.kept.set(path, keptOf(path, stats));
}

function keptOf(path: string, stats: Stats | undefined): Kept {
  if (stats === undefined) return 'nothing';
  return stats.isFile() ? { bytes: readFileSync(path) } : 'folder';
}

/** Writes a file in one go, readable by its owner only where the folder does not say otherwise. */
export function writePrivately(path: string, bytes: string | Buffer): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, bytes, { mode: PRIVATE_FILE, flag: 'wx' });
  renameSync(temporary, path);
}

/** Removes a file or a folder; waits a moment for whoever still has it open. */
export function removeTree(path: string): void {
  rmSync(path, patient);
}

export function makeFolder({ path }: MakeFolder, world: World): void {
  keep(world, path);
  mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
}

export async function protectFolder({ path, command }: ProtectFolder, world: World): Promise<void> {
  keep(world, path);
  await run({ kind: 'run', ...command }, world);
}

export function unmakeFolder({ path, onlyEmpty }: UnmakeFolder, world: World): void {
  if (onlyEmpty === true && existsSync(path) && readdirSync(path).length > 0) return;
  if (world.kept.get(path) === 'nothing') removeTree(path);
}

export function writeText({ path, text, encoding }: WriteFile, world: World): void {
  keep(world, path);
  // Windows' own tools tell UTF-16 by its byte order mark.
  writePrivately(path, encoding === 'utf16le' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text);
}

export function putBack({ paths }: PutBack, world: World): void {
  for (const path of paths) {
    const kept = world.kept.get(path);
    if (kept === 'nothing') removeTree(path);
    else if (typeof kept === 'object') writePrivately(path, kept.bytes);
    world.kept.delete(path);
  }
}

export function remove({ path }: Remove): void {
  removeTree(path);
}

export function keepNewest({ folder, pattern, count }: KeepNewest): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder)
    .filter((name) => new RegExp(pattern).test(name))
    .sort();
  for (const name of names.slice(0, -count)) removeTree(join(folder, name));
}
