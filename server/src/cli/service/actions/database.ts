import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { dataFiles } from '../../../host/dataFiles.ts';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import type { BackUp, BringBack, CheckRecords } from '../step.ts';
import type { World } from '../world.ts';
import { removeTree } from './files.ts';

/** The database of SQLite, what was written to it last, and the index of that. */
const suffixes = ['', '-wal', '-shm'] as const;
const NAME = 'vmspec.db';
/** What a file is called until it takes the place of the one that it replaces. */
const COMING = '.coming';

/** A copy that is not whole is no copy: it is removed, and never brought back. */
export function backUp({ dataDirectory, to }: BackUp, world: World): void {
  const { database } = dataFiles(dataDirectory);
  if (!existsSync(database)) return;
  mkdirSync(to);
  try {
    for (const suffix of suffixes) {
      if (existsSync(database + suffix)) copySynced(database + suffix, join(to, NAME + suffix));
    }
  } catch (error) {
    removeTree(to);
    throw error;
  }
  world.kept.set(to, 'nothing');
}

/** Until the whole copy is on disk beside it, the database that is there stays as it is. */
export function bringBack({ dataDirectory, from }: BringBack, world: World): void {
  // Where no copy was made in this run, nothing after it has touched the database either.
  if (world.kept.get(from) !== 'nothing') return;
  const { database } = dataFiles(dataDirectory);
  world.kept.set(database, 'lost');
  const copied = suffixes.filter((suffix) => existsSync(join(from, NAME + suffix)));
  for (const suffix of copied) copySynced(join(from, NAME + suffix), database + suffix + COMING);
  // The log of the one must not be played into the other.
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true });
  for (const suffix of copied) renameSync(database + suffix + COMING, database + suffix);
  world.kept.delete(database);
  removeTree(from);
}

/** Throws CliFailure when the database should have been brought back and was not. */
export function checkRecords({ dataDirectory, copy }: CheckRecords, world: World): void {
  if (world.kept.get(dataFiles(dataDirectory).database) !== 'lost') return;
  throw new CliFailure(
    exitCodes.internal,
    `the database could not be brought back, so the host stays stopped and its task disabled. Copy the files of ${copy} to ${dataDirectory}, then: schtasks /Change /TN VMSpec /ENABLE`,
  );
}

function copySynced(from: string, to: string): void {
  copyFileSync(from, to);
  // Windows flushes only what is open for writing.
  const file = openSync(to, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
