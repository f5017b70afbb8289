import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { StorageFull } from '../../../../server/src/host/store/database.ts';
import { createRunner } from '../../../../server/src/host/jobs/runner.ts';
import type { StepResult } from '../../../../server/src/host/ports.ts';
import type { Store } from '../../../../server/src/host/store/store.ts';
import { submittedVm } from '#core/jobState.ts';
import { addJob, jobDraft } from '../../../support/heldVm.ts';
import { jobCase, scriptedHyperV, type JobCase } from '../../../support/jobContext.ts';
import { tempStores } from '../../../support/tempStore.ts';

interface Call {
  readonly path: string;
  answer(): void;
}

/** A machine on which each template is looked at until the test lets it be missing. */
function held(store: Store, calls: Call[]): JobCase {
  const missing = { id: 'TemplateMissing,x', category: 'x', hresult: null, message: 'missing', target: null };
  return jobCase(
    store,
    scriptedHyperV({
      ensure: <K>(step: string, params: object) =>
        new Promise<StepResult<never> & K>((resolve) => {
          const answer = (): void => {
            const result: StepResult<never> =
              step === 'template'
                ? { outcome: 'failed', failure: missing }
                : { outcome: 'failed', failure: { ...missing, id: 'OperationFailed,x' } };
            resolve(result);
          };
          calls.push({ path: 'path' in params ? String(params.path) : step, answer });
        }),
    }),
  );
}

describe('the runner', () => {
  const { open } = tempStores();

  it('works on no more VMs at a time than allowed, oldest job first', async () => {
    const store = open();
    const calls: Call[] = [];
    const { context, clock } = held(store, calls);
    addJob(store, 'one', ['a', 'b']);
    addJob(store, 'two', ['c']);
    const runner = createRunner(context, 2);
    runner.resume();
    await clock.advance(0);
    assert.deepEqual(runner.load(), { waiting: 1, active: 2 });
    assert.equal(calls.length, 2);
    assert.deepEqual(begun(store), ['a', 'b']);
  });

  it('puts the VMs of a hurried job first', async () => {
    const store = open();
    const calls: Call[] = [];
    const { context, clock } = held(store, calls);
    for (const [id, name] of [
      ['one', 'a'],
      ['two', 'b'],
      ['three', 'c'],
    ] as const)
      addJob(store, id, [name]);
    const runner = createRunner(context, 1);
    runner.resume();
    await clock.advance(0);
    store.jobs.setCancelling('three');
    runner.hurry('three');
    assert.deepEqual([begun(store), store.jobs.head('three')?.status], [['a'], 'Submitted']);
    for (let index = 0; !begun(store).includes('b'); index += 1) {
      calls[index]?.answer();
      await clock.advance(0);
    }
    assert.equal(
      store.jobs.head('three')?.reason,
      'cancelled',
      'told before the job that was there earlier began',
    );
  });

  it('never works on one VM twice at a time, however often it is put in line', async () => {
    const store = open();
    const calls: Call[] = [];
    const { context, clock } = held(store, calls);
    addJob(store, 'one', ['a']);
    const runner = createRunner(context, 4);
    for (let time = 0; time < 3; time += 1) runner.enqueueJob('one');
    runner.enqueue({ job_id: 'one', n: 0 });
    await clock.advance(0);
    assert.equal(calls.length, 1);
    assert.deepEqual(runner.load(), { waiting: 1, active: 1 }, 'nor does it stand in line twice');
  });

  it('begins nothing any more once the host stops', async () => {
    const store = open();
    const { context, clock, stop } = held(store, []);
    addJob(store, 'one', ['a']);
    const runner = createRunner(context, 1);
    stop();
    runner.resume();
    await clock.advance(0);
    assert.deepEqual(begun(store), []);
    await runner.drained();
  });

  it('a mistake of its own ends that VM only, visibly, and releases nothing', async () => {
    const store = open();
    const { context, clock } = jobCase(
      store,
      scriptedHyperV({
        ensure: (_step, params) => {
          if ('path' in params) throw new Error('a mistake');
          return new Promise(() => undefined);
        },
      }),
    );
    addJob(store, 'one', ['a']);
    const runner = createRunner(context, 1);
    runner.resume();
    await clock.advance(0);
    await runner.drained();
    const job = store.jobs.full('one');
    assert.deepEqual([job?.status, job?.reason, job?.vms[0]?.rollback], ['Failed', 'internal', 'incomplete']);
    assert.deepEqual(store.jobs.leftovers(), [{ job_id: 'one', n: 0 }]);
    assert.equal(store.managed.holderOf('a')?.vm_name, 'a');
  });

  it('a mistake in the job of a finished VM never has that VM cleaned up', async () => {
    const store = open();
    const [managed] = addJob(store, 'one', ['a']);
    assert.ok(managed !== undefined);
    store.jobs.saveVm('one', 0, { ...submittedVm('a', 'id'), status: 'Success' });
    store.jobs.finish('one', { status: 'Success', reason: null, at: '' });
    store.managed.identify(managed.id, 'id');
    store.transact(() => {
      store.jobs.add(jobDraft('start', { kind: 'start', target_vm_id: 'id' }));
      store.jobs.addVm('start', { n: 0, managed_vm: managed.id, vm: submittedVm('a', 'id') });
    });
    const { context, clock } = jobCase(
      store,
      scriptedHyperV({
        ensure: () => {
          throw new Error('a mistake');
        },
      }),
    );
    const runner = createRunner(context, 1);
    runner.resume();
    await clock.advance(0);
    await runner.drained();
    const job = store.jobs.full('start');
    assert.deepEqual([job?.status, job?.reason, job?.vms[0]?.rollback], ['Failed', 'internal', 'none']);
    assert.deepEqual(store.jobs.leftovers(), []);
  });

  it('waits until there is space for its records again', async () => {
    const real = open();
    const state = { full: true };
    const store: Store = {
      ...real,
      transact: (work) => {
        if (state.full) throw new StorageFull('full');
        return real.transact(work);
      },
    };
    const calls: Call[] = [];
    const { context, clock } = held(store, calls);
    addJob(real, 'one', ['a']);
    const runner = createRunner(context, 1);
    runner.resume();
    await clock.advance(60_000);
    assert.equal(real.jobs.head('one')?.status, 'Submitted');
    assert.equal(runner.load().active, 1);
    state.full = false;
    await clock.advance(10_000);
    assert.equal(real.jobs.head('one')?.status, 'Provisioning');
    assert.equal(calls.length, 1);
  });
});

/** Names of the VMs that were begun. */
function begun(store: Store): string[] {
  return store.events
    .after(0, 1000)
    .filter(({ type }) => type === 'vm_step')
    .map(({ vm_name }) => vm_name ?? '');
}
