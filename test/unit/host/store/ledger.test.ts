import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { ResourceBase } from '#core/capacity.ts';
import { openDatabase, type Database } from '../../../../server/src/host/store/database.ts';
import { ledger } from '../../../../server/src/host/store/ledger.ts';
import { addJob, jobDraft } from '../../../support/heldVm.ts';
import { tempStores } from '../../../support/tempStore.ts';

describe('the ledger', () => {
  const { open, path } = tempStores();
  const base = { percent: 100, host_reserve: 0, committed_unmanaged: 0, grown_outside: 0 } as const;
  const disk = { ...base, resource: 'storage', volume: 'E:\\', total: 10 } as const;
  const cpu = { ...base, resource: 'cpu', volume: '', total: 10 } as const;
  const databases = new Set<Database>();
  afterEach(() => {
    for (const database of databases) database.close();
    databases.clear();
  });

  /** A database of its own that counts what is asked of it. */
  const countedDatabase = (): { database: Database; calls: { all: number; run: number } } => {
    const real = openDatabase({
      ...{ path: path(), program: '0.0.0-test', fillLog: false },
      onDiskFailure: (error) => {
        throw error;
      },
    });
    databases.add(real);
    const calls = { all: 0, run: 0 };
    const all: Database['all'] = (...asked) => {
      calls.all += 1;
      return real.all(...asked);
    };
    const run: Database['run'] = (...asked) => {
      calls.run += 1;
      return real.run(...asked);
    };
    return { database: { ...real, all, run }, calls };
  };

  it('tells apart what is reserved and what is committed, of every VM for itself', () => {
    const store = open();
    const rows = addJob(store, 'job-1', ['a', 'b']);
    store.transact(() => {
      for (const [n, { id }] of rows.entries()) {
        store.ledger.reserve({
          ...{ job_id: 'job-1', attempt: 1, n, item: 0, managed_vm: id },
          charge: { resource: 'cpu', volume: '', amount: 3 + n, path: '' },
        });
      }
      store.ledger.commit(rows[0]?.id ?? 0);
    });
    const expected = { committed: 3, reserved: 4 };
    assert.deepEqual(store.ledger.promised().get('cpu|'), expected);
    assert.deepEqual(store.ledger.promisedOf(['cpu|', 'ram|']).get('cpu|'), expected);
    assert.deepEqual(store.ledger.promisedOf(['ram|']).get('ram|'), { committed: 0, reserved: 0 });
  });

  it('gives back what a job held for a VM that we did not create, and nothing of another job or of a VM of ours', () => {
    const store = open();
    const [own] = addJob(store, 'job-1', ['a']);
    assert.ok(own !== undefined);
    store.transact(() => {
      const charge = { resource: 'cpu', volume: '', amount: 1, path: '' } as const;
      const at = { attempt: 1, n: 0 };
      store.ledger.reserve({ ...at, job_id: 'job-1', item: 0, managed_vm: own.id, charge });
      store.ledger.reserve({ ...at, job_id: 'job-1', item: 1, managed_vm: null, charge });
      store.ledger.reserve({ ...at, job_id: 'job-2', item: 0, managed_vm: null, charge });
    });
    const reserved = (): number | undefined => store.ledger.promised().get('cpu|')?.reserved;
    assert.equal(reserved(), 3);
    for (const time of [1, 2]) {
      store.transact(() => store.ledger.releaseUnmanaged('job-1', 'ended'));
      assert.equal(reserved(), 2, `time ${time}`);
    }
  });

  it('promises nothing on a volume that is away, and again when it is back', () => {
    const store = open();
    const take = (id: string): void => {
      store.transact(() => {
        store.ledger.reserve({
          ...{ job_id: id, attempt: 1, n: 0, item: 0, managed_vm: null },
          charge: { resource: 'storage', volume: 'E:\\', amount: 1, path: `E:\\${id}.vhdx` },
        });
        store.jobs.add(jobDraft(id));
      });
    };
    store.transact(() => store.ledger.setCeilings([disk]));
    take('there');
    store.transact(() => store.ledger.setCeilings([]));
    assert.throws(() => take('away'), /OVERCOMMIT/);
    store.transact(() => store.ledger.setCeilings([disk]));
    take('back');
    assert.equal(store.ledger.promised().get('storage|E:\\')?.reserved, 2);
  });

  it('writes no ceiling that is as it was, nor that of a volume that stays away', () => {
    const { database, calls } = countedDatabase();
    const own = ledger(database);
    const written = (bases: readonly ResourceBase[]): number => {
      const before = calls.run;
      own.setCeilings(bases);
      return calls.run - before;
    };
    assert.equal(written([disk, cpu]), 2);
    assert.equal(written([disk, cpu]), 0);
    assert.equal(written([{ ...disk, total: 11 }, cpu]), 1);
    assert.deepEqual([written([cpu]), written([cpu])], [1, 0]);
    assert.deepEqual(
      database.all('SELECT resource, volume, ceiling FROM capacity ORDER BY id').map((row) => ({ ...row })),
      [
        { resource: 'storage', volume: 'E:\\', ceiling: 0 },
        { resource: 'cpu', volume: '', ceiling: 10 },
      ],
    );
  });

  it('sums what is held of a resource once while nothing is written', () => {
    const { database, calls } = countedDatabase();
    const own = ledger(database);
    const read = (): number => {
      const before = calls.all;
      own.promisedOf(['cpu|', 'ram|']);
      return calls.all - before;
    };
    assert.deepEqual([read(), read()], [2, 0]);
    own.setCeilings([disk]);
    assert.deepEqual([read(), read()], [2, 0]);
  });
});
