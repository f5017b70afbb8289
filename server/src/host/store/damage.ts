import { DatabaseSync } from 'node:sqlite';
import { DatabaseDamaged } from './unusable.ts';

/** SQLite found pages that are none of a database, or none of this one. */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Whether an error number of SQLite, primary code only, tells that the file itself is damaged. */
export function tellsDamage(code: number | null): boolean {
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/**
 * Throws `DatabaseDamaged` unless every page is sound, and every table and its indexes say the same: the sums of what is
 * promised come from an index. `quick_check` leaves that out.
 */
export function checkPages(sqlite: DatabaseSync): void {
  const check = sqlite.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (check !== 'ok') throw new DatabaseDamaged(String(check).replaceAll('\n', ' '));
}

/** Columns that hold JSON. */
const jsonColumns = [
  ...[['job', 'request'] as const, ['job_vm', 'error'] as const, ['managed_vm', 'blueprint'] as const],
  ...[['event', 'data'] as const, ['idempotency', 'answer'] as const],
  ['template', 'error'] as const,
];

/**
 * Throws `DatabaseDamaged` unless the tables are those of these migrations and the texts in them can be read. What a
 * changed byte makes of a text that can still be read is not seen, but for what VMs of ours are.
 */
export function checkContents(sqlite: DatabaseSync, migrations: readonly string[]): void {
  if (tablesOf(sqlite) !== tablesAfter(migrations))
    throw new DatabaseDamaged('its tables are not as they were made');
  const names = new Set(
    sqlite
      .prepare('SELECT name FROM sqlite_schema')
      .all()
      .map(({ name }) => String(name)),
  );
  for (const [table, column] of jsonColumns) {
    if (!names.has(table)) continue;
    const unread = `SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL AND NOT json_valid(${column}) LIMIT 1`;
    if (sqlite.prepare(unread).get() !== undefined)
      throw new DatabaseDamaged(`${table}.${column} cannot be read`);
  }
  if (names.has('managed_vm')) checkBlueprints(sqlite);
}

/** By these VMs are recognised and counted, and folders are removed: they must be what was promised. */
function checkBlueprints(sqlite: DatabaseSync): void {
  const held = sqlite.prepare(
    `SELECT vm_name FROM managed_vm WHERE state = 'HELD' AND NOT COALESCE(
       blueprint ->> '$.vm.vm_name' = vm_name AND blueprint ->> '$.folder' = folder COLLATE BINARY
         AND blueprint ->> '$.job_id' = job_id AND json_type(blueprint, '$.vm.cpu_cores') = 'integer'
         AND json_type(blueprint, '$.vm.ram_max_mb') = 'integer' AND json_type(blueprint, '$.template.path') = 'text',
       FALSE) LIMIT 1`,
  );
  const unread = held.get()?.['vm_name'];
  if (unread !== undefined) throw new DatabaseDamaged(`what VM ${String(unread)} is cannot be read`);
}

function tablesOf(sqlite: DatabaseSync): string {
  // The filler of the log is left behind by a crash while it is made.
  const rows = sqlite
    .prepare(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema
       WHERE tbl_name <> 'log_filler' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all();
  return JSON.stringify(rows);
}

function tablesAfter(migrations: readonly string[]): string {
  const fresh = new DatabaseSync(':memory:');
  try {
    for (const sql of migrations) fresh.exec(sql);
    return tablesOf(fresh);
  } finally {
    fresh.close();
  }
}
