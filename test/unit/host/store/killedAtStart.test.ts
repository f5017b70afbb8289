import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'mocha';
import { openDatabase } from '../../../../server/src/host/store/database.ts';
import { tempStores } from '../../../support/tempStore.ts';

describe('records of a host that was killed while it grew their log', () => {
  const { open, path } = tempStores();

  it('open again, and nothing of it is left', () => {
    open().close();
    const left = new DatabaseSync(path());
    left.exec('CREATE TABLE log_filler (bytes BLOB)');
    left.close();
    const onDiskFailure = (error: Error): void => {
      throw error;
    };
    const database = openDatabase({ path: path(), program: '0.0.0-test', fillLog: true, onDiskFailure });
    assert.deepEqual(database.all(`SELECT name FROM sqlite_schema WHERE name = 'log_filler'`), []);
    database.close();
  });
});
