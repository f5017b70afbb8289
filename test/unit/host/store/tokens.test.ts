import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'mocha';
import { openDatabase, type Database } from '../../../../server/src/host/store/database.ts';
import { migrations } from '../../../../server/src/host/store/migrations/migrations.ts';
import { tokens } from '../../../../server/src/host/store/tokens.ts';
import { temporaryFolder } from '../../../support/runCli.ts';

describe('tokens of records from before there were two secrets', () => {
  const state: { folder: ReturnType<typeof temporaryFolder> | null } = { folder: null };
  beforeEach(() => {
    state.folder = temporaryFolder();
  });
  afterEach(() => state.folder?.remove());
  const open = (known: readonly string[]): Database =>
    openDatabase({
      ...{ path: join(state.folder?.path ?? '', 'vmspec.db'), program: '0.1.0', migrations: known },
      ...{ fillLog: false, onDiskFailure: (error) => assert.fail(error) },
    });

  it('are what they were, and can be rotated', () => {
    const before = open(migrations.slice(0, 1));
    const old = { name: 'ci', role: 'viewer', sha256: 'aa', created_at: 'then', expires_at: null } as const;
    before.transaction(() => tokens(before).add(old));
    before.close();
    const database = open(migrations);
    const kept = tokens(database);
    assert.deepEqual(kept.all(), [{ ...old, last_used_at: null, rotated_at: null, previous: null }]);
    const rotation = { sha256: 'bb', at: 'now', expires_at: null, previous_ends_at: 'later' };
    assert.ok(database.transaction(() => kept.rotate('CI', rotation)));
    assert.deepEqual(kept.find('ci')?.previous, { sha256: 'aa', ends_at: 'later', used_at: null });
    database.close();
  });
});
