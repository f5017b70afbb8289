import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pino } from 'pino';
import type { VmFacts } from '#core/inventory.ts';
import { vmToCreate } from '#core/jobState.ts';
import type { JobVm } from '#schemas/generated/types.ts';
import type { Task } from '../../../../server/src/host/jobs/context.ts';
import { guestWatch } from '../../../../server/src/host/jobs/guestWatch.ts';
import { hostView, oursIn } from '../../../../server/src/host/services/hostView.ts';
import { StorageFull } from '../../../../server/src/host/store/database.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { addJob } from '../../../support/heldVm.ts';
import { tempStores } from '../../../support/tempStore.ts';
import { sampleInventory, sampleVmFacts } from '../../core/sampleInventory.ts';

const policy = {
  ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
  ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
};
const WAIT_MS = 600_000;
const MINUTE = 60_000;

/** A VM that runs, its guest not answering yet. */
function running(name: string, different: Partial<VmFacts> = {}): VmFacts {
  return { ...sampleVmFacts(name), vm_id: `id-${name}`, state: 'Running', ...different };
}

interface Case {
  readonly store: Store;
  /** VMs that can go on. */
  readonly enqueued: Task[];
  /** Hands a reading over. */
  readonly read: (...vms: readonly VmFacts[]) => void;
  readonly guest: (n?: number) => unknown;
  readonly events: () => number;
  readonly transactions: () => number;
}

describe('the watch of guests', () => {
  const { open: openStore, clock } = tempStores();

  const watchOf = (store: Store): Case => {
    const enqueued: Task[] = [];
    const counted = { transactions: 0 };
    const counting: Store = {
      ...store,
      transact: (work) => {
        counted.transactions += 1;
        return store.transact(work);
      },
    };
    const logger = pino({ enabled: false });
    const enqueue = (task: Task): void => void enqueued.push(task);
    const watch = guestWatch({ store: counting, clock, enqueue, logger }, WAIT_MS);
    const begun = store.events.newest();
    return {
      ...{ store, enqueued },
      read: (...vms) => {
        watch.onReading(
          hostView({ ...sampleInventory(), vms }, '2026-01-01T00:00:00.000Z', oursIn(store), policy),
        );
      },
      guest: (n = 0) => store.jobs.vm('one', n)?.vm.guest,
      events: () => store.events.newest() - begun,
      transactions: () => counted.transactions,
    };
  };

  /** A job of VMs that were started, each as told. */
  const started = (names: readonly string[], different: Partial<JobVm> = {}): Store => {
    const store = openStore();
    const rows = addJob(store, 'one', names);
    store.transact(() => {
      for (const [n, name] of names.entries()) {
        const vm_id = `id-${name}`;
        store.managed.identify(rows[n]?.id ?? -1, vm_id);
        const vm: JobVm = { ...vmToCreate(name), status: 'Success', vm_id, guest: 'waiting', ...different };
        store.jobs.saveVm('one', n, vm);
      }
    });
    return store;
  };

  it('tells of 500 guests that answer at once in one transaction, each once, and writes nothing else', () => {
    const names = Array.from({ length: 500 }, (_, n) => `vm-${String(n)}`);
    const { read, events, transactions, guest } = watchOf(started(names));
    const vms = names.map((name) => running(name));
    read(...vms);
    read(...vms);
    assert.deepEqual([events(), transactions()], [0, 0]);
    const answering = vms.map((vm) => ({ ...vm, ip_addresses: ['10.0.0.5'] }));
    read(...answering);
    read(...answering);
    assert.deepEqual([events(), transactions()], [500, 1]);
    assert.deepEqual([guest(0), guest(499)], ['ready', 'ready']);
  });

  it('takes no address of one network for an answer', () => {
    const { read, guest } = watchOf(started(['a']));
    read(running('a', { ip_addresses: ['fe80::1', '169.254.1.1', 'no address'] }));
    assert.equal(guest(), 'waiting');
    read(running('a', { ip_addresses: ['fe80::1', 'fd00::5'] }));
    assert.equal(guest(), 'ready');
  });

  it('T26: gives a guest its time by its uptime or by what has passed here, whatever the time of day is', async () => {
    const { read, guest } = watchOf(started(['a', 'b', 'c']));
    const vms = [
      running('a', { uptime_s: WAIT_MS / 1000 }),
      running('b', { uptime_s: 5 }),
      running('c', { state: 'Off', uptime_s: 0 }),
    ];
    clock.jump(365 * 24 * 60 * MINUTE);
    read(...vms);
    assert.deepEqual([guest(0), guest(1), guest(2)], ['no_answer', 'waiting', 'waiting']);
    clock.jump(-2 * 365 * 24 * 60 * MINUTE);
    await clock.advance(WAIT_MS - 1);
    read(...vms);
    assert.deepEqual([guest(1), guest(2)], ['waiting', 'waiting']);
    await clock.advance(1);
    read(...vms);
    assert.deepEqual([guest(1), guest(2)], ['no_answer', 'no_answer']);
  });

  it('puts those in line again whose job waits for them, and no others', () => {
    const { store, read, enqueued } = watchOf(
      started(['a', 'b', 'c'], { status: 'Provisioning', step: 'guest' }),
    );
    store.transact(() => {
      store.jobs.saveVm('one', 1, { ...vmToCreate('b'), vm_id: 'id-b', status: 'Success', guest: 'waiting' });
      store.jobs.saveVm('one', 2, {
        ...{ ...vmToCreate('c'), vm_id: 'id-c', status: 'Provisioning', step: 'verify', guest: 'waiting' },
      });
    });
    read(...['a', 'b', 'c'].map((name) => running(name, { ip_addresses: ['10.0.0.5'] })));
    assert.deepEqual(enqueued, [{ job_id: 'one', n: 0 }]);
  });

  it('notes a late answer, also after a restart, but not for ever', async () => {
    const first = watchOf(started(['a', 'b']));
    const silent = ['a', 'b'].map((name) => running(name));
    first.read(...silent);
    await clock.advance(WAIT_MS);
    first.read(...silent);
    assert.deepEqual([first.guest(0), first.guest(1)], ['no_answer', 'no_answer']);
    const second = watchOf(first.store);
    second.read(...silent);
    second.read(running('a', { ip_addresses: ['10.0.0.5'] }), running('b'));
    assert.deepEqual([second.guest(0), second.guest(1)], ['ready', 'no_answer']);
    await clock.advance(6 * WAIT_MS);
    second.read(running('a'), running('b'));
    second.read(running('a'), running('b', { ip_addresses: ['10.0.0.6'] }));
    assert.equal(second.guest(1), 'no_answer');
    assert.equal(second.events(), 1);
  });

  it('asks no more for the guest of a VM that is not ours any more', () => {
    const { store, read, guest, events } = watchOf(started(['a']));
    const held = store.managed.held()[0];
    store.transact(() => {
      store.managed.release(held?.id ?? -1);
    });
    read();
    read();
    assert.deepEqual([guest(), events()], ['not_asked', 1]);
  });

  it('T24: finds the same again when there was no space for it', () => {
    const full = { is: true };
    const store = started(['a'], { status: 'Provisioning', step: 'guest' });
    const { read, guest, enqueued } = watchOf({
      ...store,
      transact: (work) => {
        if (full.is) throw new StorageFull('full');
        return store.transact(work);
      },
    });
    const answering = running('a', { ip_addresses: ['10.0.0.5'] });
    read(answering);
    assert.deepEqual([guest(), enqueued.length], ['waiting', 0]);
    full.is = false;
    read(answering);
    assert.deepEqual([guest(), enqueued.length], ['ready', 1]);
  });
});
