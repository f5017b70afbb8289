import { resourceKey } from '#core/capacity.ts';
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'mocha';
import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import { DatabaseLocked } from '../../../../server/src/host/store/unusable.ts';
import { migrations } from '../../../../server/src/host/store/migrations/migrations.ts';
import { addJob, jobDraft } from '../../../support/heldVm.ts';
import { tempStores } from '../../../support/tempStore.ts';

const DAY = 24 * 3600 * 1000;

function answer(job_id: string): ProvisionAccepted {
  return {
    provisioning_job_response: { job_id, status: 'Submitted', timestamp: '2026-01-01T00:00:00.000Z' },
  };
}

describe('the records of a host', () => {
  const { open, path, clock } = tempStores();

  it('are brought to the newest version once, and keep what they hold', () => {
    const first = open();
    addJob(first, 'job-1', ['a']);
    first.close();
    const raw = new DatabaseSync(path());
    assert.equal(raw.prepare('PRAGMA user_version').get()?.['user_version'], migrations.length);
    raw.close();
    const second = open();
    assert.equal(second.jobs.head('job-1')?.status, 'Submitted');
    assert.equal(second.epoch, first.epoch + 1);
  });

  it('can be opened by one host at a time', () => {
    const first = open();
    assert.throws(open, DatabaseLocked);
    first.transact((emit) => {
      emit({ type: 'host_ready' });
    });
    first.close();
    assert.doesNotThrow(open);
  });

  it('write all of a transaction or nothing, and tell of events only then', () => {
    const store = open();
    const heard: number[] = [];
    store.onEvents((events) => heard.push(...events.map(({ seq }) => seq)));
    assert.throws(
      () =>
        store.transact((emit) => {
          emit({ type: 'host_ready' });
          store.jobs.add(jobDraft('lost'));
          throw new Error('halfway');
        }),
      /halfway/,
    );
    assert.deepEqual(heard, []);
    assert.equal(store.jobs.head('lost'), null);
    store.transact((emit) => {
      emit({ type: 'host_ready' });
      emit({ type: 'host_ready' });
      assert.deepEqual(heard, [], 'not before it is on disk');
    });
    assert.deepEqual(heard, [1, 2], 'without a gap');
  });

  it('let other listeners hear when one of them throws', () => {
    const store = open();
    const heard: string[] = [];
    store.onEvents(() => {
      throw new Error('a listener');
    });
    const stop = store.onEvents((events) => heard.push(...events.map(({ type }) => type)));
    const say = (): void => {
      store.transact((emit) => {
        emit({ type: 'host_ready' });
      });
    };
    say();
    stop();
    say();
    assert.deepEqual(heard, ['host_ready']);
  });

  it('forget keys after a week, and not before', () => {
    const store = open();
    store.transact(() => {
      store.idempotency.remember('a', 'key', 'print', answer('1'));
    });
    clock.jump(7 * DAY - 1);
    store.prune();
    assert.equal(store.idempotency.find('a', 'key')?.fingerprint, 'print');
    assert.equal(store.idempotency.find('b', 'key'), null, 'keys are per token');
    clock.jump(2);
    store.prune();
    assert.equal(store.idempotency.find('a', 'key'), null);
  });

  it('keep 10,000 events and all of the last week, and never use a position twice', () => {
    const store = open();
    const emitMany = (count: number): void => {
      store.transact((emit) => {
        for (let index = 0; index < count; index += 1) emit({ type: 'host_ready' });
      });
    };
    emitMany(10_005);
    store.prune();
    assert.equal(store.events.oldest(), 1, 'young ones stay');
    clock.jump(8 * DAY);
    store.prune();
    assert.deepEqual([store.events.oldest(), store.events.newest()], [6, 10_005]);
    emitMany(1);
    assert.equal(store.events.newest(), 10_006);
  });
});

describe('what is promised', () => {
  const { open } = tempStores();
  const cpu = { resource: 'cpu', volume: '', total: 10, percent: 100, host_reserve: 0 } as const;
  const ten = { ...cpu, committed_unmanaged: 0, grown_outside: 0 };

  const hold = (store: ReturnType<typeof open>, id: string, amount: number, attempt = 1): void => {
    store.ledger.reserve({
      ...{ job_id: id, attempt, n: 0, item: 0, managed_vm: null },
      charge: { resource: 'cpu', volume: '', amount, path: '' },
    });
  };

  it('is summed anew after every change, also one that was taken back', () => {
    const store = open();
    const cpuKey = resourceKey({ resource: 'cpu' });
    const reserved = (): number | undefined => store.ledger.promisedOf([cpuKey]).get(cpuKey)?.reserved;
    assert.equal(reserved(), 0);
    assert.throws(() =>
      store.transact(() => {
        hold(store, 'job-1', 4);
        assert.equal(reserved(), 4);
        throw new Error('taken back');
      }),
    );
    assert.equal(reserved(), 0);
    store.transact(() => {
      hold(store, 'job-2', 3);
    });
    assert.equal(reserved(), 3);
  });

  it('is released once; the second time changes nothing', () => {
    const store = open();
    const [managed] = addJob(store, 'job-1', ['a']);
    assert.ok(managed !== undefined);
    store.transact(() => {
      for (const [item, path] of ['', 'C:\\a.vhdx', 'C:\\b.vhdx'].entries()) {
        const resource = path === '' ? 'cpu' : 'storage';
        store.ledger.reserve({
          ...{ job_id: 'job-1', attempt: 1, n: 0, item, managed_vm: managed.id },
          charge: { resource, volume: path.slice(0, 3), amount: 4, path },
        });
      }
    });
    const gone = (path: string): boolean => path === 'C:\\a.vhdx';
    for (const time of [1, 2]) {
      store.transact(() => {
        store.ledger.releaseCompute(managed.id, 'gone');
        store.ledger.releaseDisks(managed.id, gone, 'gone');
        store.managed.release(managed.id);
      });
      assert.deepEqual(
        [...store.ledger.promised()],
        [['storage|C:\\', { committed: 0, reserved: 4 }]],
        `time ${time}`,
      );
      assert.deepEqual(
        store.ledger.keptDisks().map(({ path }) => path),
        ['C:\\b.vhdx'],
      );
    }
  });

  it('is refused by the database beyond what there is, at a first attempt and at a further one', () => {
    const store = open();
    store.transact(() => {
      store.ledger.setCeilings([ten]);
      hold(store, 'fits', 10);
      store.jobs.add(jobDraft('fits'));
    });
    const overCommit = /OVERCOMMIT/;
    assert.throws(
      () =>
        store.transact(() => {
          hold(store, 'more', 1);
          store.jobs.add(jobDraft('more'));
        }),
      overCommit,
    );
    assert.equal(store.jobs.head('more'), null);
    assert.throws(
      () =>
        store.transact(() => {
          hold(store, 'fits', 1, 2);
          store.jobs.addAttempt('fits');
        }),
      overCommit,
    );
    assert.equal(store.jobs.head('fits')?.attempt, 1);
    assert.deepEqual(store.ledger.promised().get('cpu|'), { committed: 0, reserved: 10 });
  });

  it('of a resource that the machine does not have is refused', () => {
    const store = open();
    assert.throws(
      () =>
        store.transact(() => {
          hold(store, 'none', 1);
          store.jobs.add(jobDraft('none'));
        }),
      /OVERCOMMIT/,
    );
  });

  it('stands in nobody’s way who asks for nothing of what is over-booked', () => {
    const store = open();
    store.transact(() => {
      store.ledger.setCeilings([ten]);
      hold(store, 'fits', 10);
      store.jobs.add(jobDraft('fits'));
    });
    store.transact(() => {
      store.ledger.setCeilings([{ ...ten, total: 5 }]);
      store.jobs.add(jobDraft('stop', { kind: 'stop' }));
    });
    assert.equal(store.jobs.head('stop')?.kind, 'stop');
  });

  it('a name belongs to one held VM, in any case, and is free when that is released', () => {
    const store = open();
    const [managed] = addJob(store, 'job-1', ['Web']);
    assert.ok(managed !== undefined);
    const again = (): number | null =>
      store.managed.add({ job_id: 'job-2', attempt: 1, n: 0, vm_name: 'WEB', blueprint: managed.blueprint });
    assert.equal(again(), null);
    assert.equal(store.managed.holderOf('wEB')?.id, managed.id);
    store.managed.release(managed.id);
    assert.notEqual(again(), null);
  });
});
