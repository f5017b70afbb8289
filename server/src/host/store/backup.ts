import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** Backups that are kept, the one just made included. */
const KEPT = 2;

/** Where the records of a schema version are kept before they are brought to the next. */
export function backupPath(database: string, schema: number): string {
  return `${database}.v${schema}.bak`;
}

/**
 * Writes a copy of the whole database beside it, so that it is there complete or not at all, and removes all but the
 * newest two. Throws when the disk has no room for it; then nothing is left of it. Not inside a transaction.
 */
export function backUp(sqlite: DatabaseSync, database: string, schema: number): void {
  const path = backupPath(database, schema);
  const temporary = `${path}.tmp`;
  // What a crash left: SQLite writes into no file that holds something.
  rmSync(temporary, { force: true });
  try {
    sqlite.prepare('VACUUM INTO ?').run(temporary);
    syncFile(temporary, 'r+');
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  // Windows makes a rename durable by itself and lets nobody open a folder.
  if (process.platform !== 'win32') syncFile(dirname(path), 'r');
  for (const old of olderBackups(database, path).slice(KEPT - 1)) rmSync(old, { force: true });
}

function syncFile(path: string, mode: 'r' | 'r+'): void {
  const file = openSync(path, mode);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The other backups of this database, newest first. */
function olderBackups(database: string, made: string): string[] {
  const folder = dirname(database);
  const prefix = `${basename(database)}.v`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^\d+\.bak$/.test(name.slice(prefix.length)))
    .map((name) => join(folder, name))
    .filter((path) => path !== made)
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .map(({ path }) => path);
}
