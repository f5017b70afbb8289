import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrate, type Migrating } from './migrate.ts';
import { migrations as published } from './migrations/migrations.ts';
import type { Row } from './row.ts';
import { checkContents, checkPages, tellsDamage } from './damage.ts';
import { DatabaseDamaged, DatabaseLocked, DatabaseUnusable } from './unusable.ts';

/** Thrown when the disk is full. The transaction was rolled back; the next may succeed. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

/** Synchronous access with prepared statements, each prepared once. */
export interface Database {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Runs `work` in one immediate transaction: all of it is on disk afterwards, or none. */
  transaction<T>(work: () => T): T;
  /** Changes with every write, also one that is taken back: what was read before may differ now. */
  generation(): string;
  close(): void;
}

/** WAL files before this version can be corrupted by a checkpoint that races a reset (sqlite.org/wal.html). */
const sqliteFloor = [3, 51, 3] as const;

/**
 * Pages of the log (16 MB) before it is folded into the database. SQLite's default folds, and waits for the disk twice,
 * every fifty jobs; the log is overwritten and never longer than this when nothing is read meanwhile.
 */
const LOG_PAGES = 4000;
/** SQLite's page, in bytes. */
const PAGE_BYTES = 4096;

const FULL_WORDS = "the disk with the host's records is full";

export const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

/** SQLite's error number, primary code only, or null for anything else. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

export interface DatabaseOptions extends Omit<Migrating, 'migrations'> {
  /** Default: those of this program. */
  readonly migrations?: readonly string[];
  /** Spend some milliseconds and 16 MB at the start, so that commits are fast from the first one on. */
  readonly fillLog: boolean;
  readonly onDiskFailure: (error: Error) => void;
}

/**
 * Opens, checks and migrates the one database of a host. It stays locked to this process until it is closed or the
 * process ends. `onDiskFailure` is called when the disk failed in a way that leaves the outcome of a write unknown, and
 * when what it gave back is damaged: the process must stop acknowledging and restart into recovery.
 */
export function openDatabase({
  path,
  program,
  migrations = published,
  fillLog,
  onDiskFailure,
}: DatabaseOptions): Database {
  const sqlite = new DatabaseSync(path);
  try {
    prepareDatabase(sqlite);
    migrate(sqlite, { path, program, migrations });
    checkContents(sqlite, migrations);
    if (fillLog) growLog(sqlite);
  } catch (error) {
    sqlite.close();
    throw openingError(error);
  }
  return wrap(sqlite, onDiskFailure);
}

/** What to throw for an error while a database is opened: in words where SQLite gave a number. */
export function openingError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null || !(error instanceof Error)) return error;
  if (code === SQLITE_BUSY)
    return new DatabaseLocked('another host uses this data directory', { cause: error });
  if (code === SQLITE_FULL) return new StorageFull(FULL_WORDS, { cause: error });
  if (tellsDamage(code)) return new DatabaseDamaged(error.message, { cause: error });
  return new DatabaseUnusable(error.message, { cause: error });
}

function prepareDatabase(sqlite: DatabaseSync): void {
  const version = String(sqlite.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  if (!atLeast(version, sqliteFloor)) {
    throw new DatabaseUnusable(
      `SQLite ${version} is older than ${sqliteFloor.join('.')}, which mends a defect of its log`,
    );
  }
  sqlite.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -8192;
    PRAGMA wal_autocheckpoint = ${LOG_PAGES};
    BEGIN EXCLUSIVE; COMMIT;
  `);
  checkPages(sqlite);
}

/**
 * Grows the log to the size at which it is begun anew, once. From then on it is overwritten, and making a commit durable
 * need not extend a file, which on journalling file systems costs more than the data itself.
 */
function growLog(sqlite: DatabaseSync): void {
  try {
    sqlite.exec(growth);
  } catch (error) {
    // A full disk: the log grows as it is written, and writes are refused one by one where they do not fit.
    if (sqliteCode(error) !== SQLITE_FULL) throw error;
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
  }
}

const growth = `
    BEGIN IMMEDIATE;
    DROP TABLE IF EXISTS log_filler;
    CREATE TABLE log_filler (bytes BLOB);
    INSERT INTO log_filler VALUES (zeroblob(${LOG_PAGES * PAGE_BYTES}));
    COMMIT;
    DROP TABLE log_filler;
    PRAGMA wal_checkpoint(RESTART);
  `;

function atLeast(version: string, floor: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, needed] of floor.entries()) {
    const part = parts[index] ?? 0;
    if (part !== needed) return part > needed;
  }
  return true;
}

function wrap(sqlite: DatabaseSync, onDiskFailure: (error: Error) => void): Database {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const code = sqliteCode(error);
      if ((code === SQLITE_IOERR || tellsDamage(code)) && error instanceof Error) onDiskFailure(error);
      throw error;
    }
  };
  const changes = (): number => Number(prepared('SELECT total_changes() AS n').get()?.['n']);
  // SQLite counts changes up and never down, so changes that were taken back are counted beside them.
  const undone = { count: 0 };
  const rollBack = (before: number): void => {
    if (changes() !== before) undone.count += 1;
    if (sqlite.isTransaction) prepared('ROLLBACK').run();
  };
  return {
    get: (sql, ...values) => watched(() => prepared(sql).get(...values)),
    all: (sql, ...values) => watched(() => prepared(sql).all(...values)),
    run: (sql, ...values) => watched(() => Number(prepared(sql).run(...values).changes)),
    transaction: (work) => {
      watched(() => prepared('BEGIN IMMEDIATE').run());
      const before = changes();
      try {
        const result = work();
        watched(() => prepared('COMMIT').run());
        return result;
      } catch (error) {
        rollBack(before);
        if (sqliteCode(error) === SQLITE_FULL) throw new StorageFull(FULL_WORDS, { cause: error });
        throw error;
      }
    },
    generation: () => `${changes()}/${undone.count}`,
    close: () => {
      sqlite.close();
    },
  };
}
