import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openDatabase, type Database } from '../../../../server/src/host/store/database.ts';
import { migrations as published } from '../../../../server/src/host/store/migrations/migrations.ts';
import { templates } from '../../../../server/src/host/store/migrations/templates.ts';
import { DatabaseNewer, DatabaseUnusable } from '../../../../server/src/host/store/unusable.ts';

describe('records of an older version', () => {
  const state = { folder: '' };
  const path = (): string => join(state.folder, 'vmspec.db');
  const backups = (): string[] =>
    readdirSync(state.folder)
      .filter((name) => name.includes('.bak'))
      .sort();
  beforeEach(() => {
    state.folder = mkdtempSync(join(tmpdir(), 'vmspec-migrate-'));
  });
  afterEach(() => {
    rmSync(state.folder, { recursive: true, force: true });
  });

  const first = 'CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT); CREATE TABLE thing (a INTEGER)';
  const second = 'ALTER TABLE thing ADD COLUMN b TEXT; UPDATE thing SET b = a';
  const third = 'CREATE TABLE other (c INTEGER)';
  const broken = 'CREATE TABLE half (d INTEGER); INSERT INTO nowhere VALUES (1)';

  const open = (migrations: readonly string[], program = '1.0.0'): Database =>
    openDatabase({
      ...{ path: path(), program, migrations, fillLog: false },
      onDiskFailure: (error) => {
        throw error;
      },
    });
  /** Opens, does something, closes. */
  const use = <T>(migrations: readonly string[], work: (database: Database) => T): T => {
    const database = open(migrations);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  /** What a file holds, read without the program. */
  const contents = (file: string): unknown => {
    const raw = new DatabaseSync(file, { readOnly: true });
    try {
      return {
        schema: raw.prepare('PRAGMA user_version').get()?.['user_version'],
        check: raw.prepare('PRAGMA integrity_check').get()?.['integrity_check'],
        tables: raw.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all(),
        things: raw.prepare('SELECT * FROM thing ORDER BY a').all(),
      };
    } finally {
      raw.close();
    }
  };
  const fill = (): unknown => {
    use([first], (database) => {
      database.transaction(() => {
        for (let a = 0; a < 2000; a += 1) database.run('INSERT INTO thing (a) VALUES (?)', a);
      });
    });
    return contents(path());
  };

  it('are copied beside it, whole, before they are upgraded', () => {
    const before = fill();
    const rows = use([first, second, third], (database) => database.all('SELECT b FROM thing WHERE a = 7'));
    assert.deepEqual(
      rows.map(({ b }) => b),
      ['7'],
    );
    assert.deepEqual(backups(), ['vmspec.db.v1.bak']);
    assert.deepEqual(contents(join(state.folder, 'vmspec.db.v1.bak')), before);
  });

  it('are not copied when there is nothing to upgrade, or nothing yet', () => {
    use([first], () => undefined);
    use([first], () => undefined);
    assert.deepEqual(backups(), []);
  });

  it('are what they were when an upgrade fails, also one of several, and the program says so', () => {
    const before = fill();
    for (const migrations of [
      [first, broken],
      [first, second, broken],
      [first, second, 'nonsense'],
    ]) {
      assert.throws(
        () => open(migrations),
        (error) =>
          error instanceof DatabaseUnusable &&
          /^they could not be brought from schema 1 to [23] \(.+\) and are as they were$/.test(error.message),
      );
      assert.deepEqual(contents(path()), before);
    }
    assert.equal(
      use([first], (database) => database.all('SELECT a FROM thing').length),
      2000,
    );
    assert.deepEqual(backups(), ['vmspec.db.v1.bak']);
    assert.equal(
      use([first, second], (database) => database.all('SELECT b FROM thing').length),
      2000,
    );
  });

  it('are not upgraded when there is no room for the copy, and nothing of it is left', () => {
    const before = fill();
    mkdirSync(join(state.folder, 'vmspec.db.v1.bak', 'in-the-way'), { recursive: true });
    assert.throws(
      () => open([first, second]),
      (error) =>
        error instanceof DatabaseUnusable &&
        error.message.includes('could not be backed up before the upgrade'),
    );
    assert.deepEqual(contents(path()), before);
    assert.deepEqual(backups(), ['vmspec.db.v1.bak']);
  });

  it('are copied anew over what a crash left of a copy', () => {
    const before = fill();
    writeFileSync(join(state.folder, 'vmspec.db.v1.bak.tmp'), 'half a copy');
    writeFileSync(join(state.folder, 'vmspec.db.v1.bak'), 'an older copy');
    use([first, second], () => undefined);
    assert.deepEqual(backups(), ['vmspec.db.v1.bak']);
    assert.deepEqual(contents(join(state.folder, 'vmspec.db.v1.bak')), before);
  });

  it('leave two copies, the newest, and touch no other file', () => {
    const others = ['vmspec.db.vx.bak', 'other.db.v1.bak', 'vmspec.db.v1.bak.zip'];
    for (const name of others) writeFileSync(join(state.folder, name), '');
    const all = [first, second, third, 'SELECT 1', 'SELECT 2'];
    for (let schema = 1; schema <= all.length; schema += 1) {
      use(all.slice(0, schema), () => undefined);
      const made = join(state.folder, `vmspec.db.v${String(schema - 1)}.bak`);
      // File times are too coarse to tell apart what a test makes at once.
      if (schema > 1) utimesSync(made, schema, schema);
    }
    assert.deepEqual(backups(), [...others, 'vmspec.db.v3.bak', 'vmspec.db.v4.bak'].sort());
  });

  it('of a newer version are refused with a sentence that names both, and stay as they are', () => {
    use([first, second], () => undefined);
    const newer = open([first, second], '2.5.0');
    newer.close();
    const before = contents(path());
    assert.throws(
      () => open([first]),
      (error) => {
        assert.ok(error instanceof DatabaseNewer);
        assert.equal(
          error.message,
          'The records were written by VMSpec 2.5.0 (schema 2). This is VMSpec 1.0.0, which knows schema 1 and would damage them: install VMSpec 2.5.0 or a later one.',
        );
        return true;
      },
    );
    assert.deepEqual(contents(path()), before);
    assert.deepEqual(backups(), []);
  });

  it('that are so new that nothing in them is known are refused all the same', () => {
    const raw = new DatabaseSync(path());
    raw.exec('CREATE TABLE unheard_of (x); PRAGMA user_version = 99');
    raw.close();
    assert.throws(
      () => open(published),
      (error) =>
        error instanceof DatabaseNewer &&
        /by a newer VMSpec \(schema 99\)\. .* install that version/.test(error.message),
    );
  });

  it('keep what their VMs were made from as templates, once each, and not what adopted VMs lie on', () => {
    const before = published.slice(0, 2);
    const plan = (path: string, more: object = {}): string =>
      JSON.stringify({ template: { path, disk_id: 'd', size_mb: 1024 }, ...more });
    use(before, (database) => {
      const rows: readonly (readonly [string, string, string])[] = [
        ['a', 'HELD', plan('C:\\T\\one.vhdx')],
        ['b', 'HELD', plan('c:\\t\\ONE.vhdx')],
        ['c', 'RELEASED', plan('C:\\T\\two.vhdx')],
        ['d', 'HELD', plan('C:\\T\\three.vhdx', { adopted: true })],
      ];
      database.transaction(() => {
        for (const [name, state, blueprint] of rows)
          database.run(
            `INSERT INTO managed_vm (job_id, attempt, n, vm_name, folder, blueprint, state) VALUES ('j', 1, 0, ?, 'f', ?, ?)`,
            ...[name, blueprint, state],
          );
      });
    });
    const raw = new DatabaseSync(path());
    raw.exec(templates);
    assert.deepEqual(
      raw
        .prepare('SELECT path, state, disk_id, size_mb, content_stamp, told FROM template')
        .all()
        .map((row) => Object.values(row)),
      [['C:\\T\\one.vhdx', 'RECORDED', 'd', 1024, null, 'ok']],
    );
    raw.close();
  });
});
