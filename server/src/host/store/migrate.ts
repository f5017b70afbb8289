import type { DatabaseSync } from 'node:sqlite';
import { backUp } from './backup.ts';
import { DatabaseNewer, DatabaseUnusable } from './unusable.ts';

export interface Migrating {
  /** Path of the database. */
  readonly path: string;
  /** Version of this program. */
  readonly program: string;
  /** SQL of every schema version that this program knows, oldest first. */
  readonly migrations: readonly string[];
}

/**
 * Brings a database to the newest schema version, all versions in one transaction: it is there afterwards, or the
 * database is what it was. Records that exist are backed up first. Throws `DatabaseNewer` or `DatabaseUnusable`.
 */
export function migrate(sqlite: DatabaseSync, { path, program, migrations }: Migrating): void {
  const current = Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version']);
  const newest = migrations.length;
  if (current > newest) throw new DatabaseNewer(newerMessage(sqlite, current, newest, program));
  if (current > 0 && current < newest)
    trying('be backed up before the upgrade', () => {
      backUp(sqlite, path, current);
    });
  if (current < newest)
    trying(`be brought from schema ${current} to ${newest}`, () => {
      applyAll(sqlite, migrations, current);
    });
  rememberProgram(sqlite, program);
}

function applyAll(sqlite: DatabaseSync, migrations: readonly string[], current: number): void {
  const steps = migrations.slice(current).map((sql) => `${sql};`);
  try {
    sqlite.exec(`BEGIN IMMEDIATE; ${steps.join('\n')} PRAGMA user_version = ${migrations.length}; COMMIT;`);
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}

function trying(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(`they could not ${what} (${reason}) and are as they were`, { cause: error });
  }
}

function newerMessage(sqlite: DatabaseSync, current: number, newest: number, program: string): string {
  const writer = writtenBy(sqlite);
  const by = writer === null ? 'a newer VMSpec' : `VMSpec ${writer}`;
  const remedy = writer === null ? 'that version' : by;
  return `The records were written by ${by} (schema ${current}). This is VMSpec ${program}, which knows schema ${newest} and would damage them: install ${remedy} or a later one.`;
}

/** The program that used the database last. A future schema may keep it elsewhere. */
function writtenBy(sqlite: DatabaseSync): string | null {
  try {
    const value = sqlite.prepare(`SELECT value FROM meta WHERE name = 'program'`).get()?.['value'];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function rememberProgram(sqlite: DatabaseSync, program: string): void {
  if (writtenBy(sqlite) === program) return;
  sqlite
    .prepare(
      `INSERT INTO meta (name, value) VALUES ('program', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    )
    .run(program);
}
