import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles } from '../../../host/dataFiles.ts';
import type { BackUp, BringBack } from '../step.ts';
import type { World } from '../world.ts';
import { removeTree } from './files.ts';

/** The database of SQLite, what was written to it last, and the index of that. */
const suffixes = ['', '-wal', '-shm'] as const;
const NAME = 'vmspec.db';

export function backUp({ dataDirectory, to }: BackUp, world: World): void {
  const { database } = dataFiles(dataDirectory);
  if (!existsSync(database)) return;
  world.kept.set(to, 'nothing');
  mkdirSync(to);
  for (const suffix of suffixes) {
    if (existsSync(database + suffix)) copyFileSync(database + suffix, join(to, NAME + suffix));
  }
}

export function bringBack({ dataDirectory, from }: BringBack, world: World): void {
  // Where no copy was made in this run, nothing after it has touched the database either.
  if (world.kept.get(from) !== 'nothing') return;
  const { database } = dataFiles(dataDirectory);
  if (existsSync(join(from, NAME))) {
    for (const suffix of suffixes) {
      rmSync(database + suffix, { force: true });
      if (existsSync(join(from, NAME + suffix))) copyFileSync(join(from, NAME + suffix), database + suffix);
    }
  }
  removeTree(from);
}
