import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Outcome } from '../../../../../server/src/host/refusal.ts';
import type { JobRequest } from '../../../../../server/src/host/services/context.ts';
import { retryJob } from '../../../../../server/src/host/services/jobActions.ts';
import type { Accepted } from '../../../../../server/src/host/services/makeJob.ts';
import { provision } from '../../../../../server/src/host/services/provision.ts';
import { deleteVm } from '../../../../../server/src/host/services/vmActions.ts';
import { spec, vm } from '../../../../support/host/vm.ts';
import { assertFits, assertInvariants, trace } from './invariants.ts';
import {
  ceiling,
  held,
  readMachine,
  verdict,
  type Model,
  type ModelJob,
  type ModelVm,
  type Wish,
} from './model.ts';
import type { System } from './system.ts';

type ModelCommand = fc.AsyncCommand<Model, System>;

function command(name: string, run: (model: Model, system: System) => void | Promise<void>): ModelCommand {
  return {
    check: () => true,
    run: async (model, system) => {
      await run(model, system);
      assertInvariants(model, system);
    },
    toString: () => name,
  };
}

/** Asks, and compares the verdict with the model's; a refusal must leave no trace. */
function ask(
  system: System,
  expected: string,
  request: (request: JobRequest) => Outcome<Accepted>,
): string | null {
  const before = trace(system);
  system.judged += 1;
  const outcome = request({ caller: { name: 'model', role: 'admin' }, key: null, fingerprint: '' });
  assert.equal(outcome.ok ? 'ok' : outcome.refusal.code, expected, outcome.ok ? '' : outcome.refusal.message);
  if (!outcome.ok) assert.deepEqual(trace(system), before, 'a refused request leaves no trace');
  return outcome.ok ? outcome.value.answer.provisioning_job_response.job_id : null;
}

function pick<T>(items: readonly T[], index: number): T | null {
  return items[index % Math.max(1, items.length)] ?? null;
}

function admit(wishes: readonly Wish[]): ModelCommand {
  return command(`admit ${JSON.stringify(wishes)}`, (model, system) => {
    const text = JSON.stringify(
      spec(
        ...wishes.map(({ name, cpu, ram, gb }) =>
          vm(name, { cpu_cores: cpu, ram_max_mb: ram, disk: { size_gb: gb } }),
        ),
      ),
    );
    const id = ask(system, verdict(model, wishes), (request) =>
      provision(system.context(), { ...request, text, on_failure: 'keep' }),
    );
    if (id === null) return;
    assertFits(model, system);
    model.jobs.push({ id, vms: wishes.map((wish) => ({ ...wish, state: 'promised' })) });
  });
}

function places(
  model: Model,
  state: ModelVm['state'],
): { readonly job: ModelJob; readonly n: number; readonly vm: ModelVm }[] {
  return model.jobs.flatMap((job) =>
    job.vms.flatMap((one, n) => (one.state === state ? [{ job, n, vm: one }] : [])),
  );
}

function finish(index: number): ModelCommand {
  return command(`finish ${index}`, (model, system) => {
    const place = pick(places(model, 'promised'), index);
    if (place === null) return;
    system.finish(place.job.id, place.n);
    place.vm.state = 'finished';
  });
}

function fail(index: number): ModelCommand {
  return command(`fail ${index}`, async (model, system) => {
    const place = pick(places(model, 'promised'), index);
    if (place === null) return;
    await system.fail(place.job.id, place.n);
    place.vm.state = 'failed';
    readMachine(model);
  });
}

function remove(index: number, withDisks: boolean): ModelCommand {
  return command(`delete ${index} ${withDisks ? 'with' : 'without'} its disk`, async (model, system) => {
    const place = pick(places(model, 'finished'), index);
    if (place === null) return;
    system.read();
    readMachine(model);
    const store = system.store();
    const managed = store.managed.holderOf(place.vm.name);
    assert.ok(managed !== null);
    const id = ask(system, 'ok', (request) =>
      deleteVm(system.context(), {
        ...{ ...request, vm_id: managed.vm_id ?? '' },
        ...{ disks: withDisks ? 'delete' : 'keep', force: false },
      }),
    );
    await system.removed(id ?? '', managed.id, withDisks);
    place.vm.state = 'deleted';
    if (!withDisks) model.kept.push(place.vm.gb);
    readMachine(model);
  });
}

function retry(index: number): ModelCommand {
  return command(`retry ${index}`, (model, system) => {
    const job = pick(model.jobs, index);
    if (job === null) return;
    const failed = job.vms.filter(({ state }) => state === 'failed');
    const isFailed = failed.length > 0 && job.vms.every(({ state }) => state !== 'promised');
    const id = ask(system, isFailed ? verdict(model, failed) : 'job_state', (request) =>
      retryJob(system.context(), { ...request, job_id: job.id }),
    );
    if (id === null) return;
    assert.equal(id, job.id);
    assertFits(model, system);
    for (const one of failed) one.state = 'promised';
  });
}

function stranger(name: string, cpu: number, ram: number): ModelCommand {
  return command(`stranger ${name} with ${cpu} vCPU, ${ram} MB`, (model, system) => {
    model.strangers.set(name, { name, cpu, ram });
    system.machine.strangers.set(name, { name, cpu, ram });
  });
}

function vanish(name: string): ModelCommand {
  return command(`stranger ${name} vanishes`, (model, system) => {
    model.strangers.delete(name);
    system.machine.strangers.delete(name);
  });
}

function fill(mb: number): ModelCommand {
  return command(`others fill ${mb} MB`, (model, system) => {
    model.filledMb = mb;
    system.machine.filledMb = mb;
  });
}

const read = command('read', (model, system) => {
  system.read();
  readMachine(model);
});

const restart = command('restart', (model, system) => {
  const { epoch } = system.store();
  system.restart();
  assert.equal(system.store().epoch, epoch + 1);
  readMachine(model);
});

/** Code that forgets to ask is refused by the database. */
function bypass(resource: 'cpu' | 'ram' | 'storage', beyond: number): ModelCommand {
  return command(`bypass ${resource} by ${beyond}`, (model, system) => {
    const before = trace(system);
    const store = system.store();
    const amount = Math.max(0, ceiling(model)[resource] - held(model)[resource]) + beyond;
    const view = system.context().watch.current();
    assert.throws(
      () => {
        store.transact(() => {
          store.ledger.setCeilings(view?.bases ?? []);
          const volume = resource === 'storage' ? 'C:\\' : '';
          store.ledger.reserve({
            ...{ job_id: 'bypass', attempt: 1, n: 0, item: 0, managed_vm: null },
            charge: { resource, volume, amount, path: '' },
          });
          store.jobs.add({
            ...{ id: 'bypass', kind: 'provision', operator: 'x', on_failure: 'keep', target_vm_id: null },
            ...{ request: '{}', created_at: '2026-01-01T00:00:00.000Z' },
          });
        });
      },
      (error) => error instanceof Error && error.message.includes('OVERCOMMIT'),
    );
    assert.deepEqual(trace(system), before);
  });
}

const name = fc.constantFrom('a', 'A', 'b', 'B', 'c', 'web-01', 'WEB-01', 'Web-02', 'd', 'e');
const wish: fc.Arbitrary<Wish> = fc.record({
  name,
  cpu: fc.integer({ min: 1, max: 8 }),
  ram: fc.integer({ min: 256, max: 10_000 }).map((half) => half * 2),
  gb: fc.integer({ min: 1, max: 250 }),
});
const wishes = fc.uniqueArray(wish, {
  minLength: 1,
  maxLength: 3,
  selector: (one) => one.name.toLowerCase(),
});
const index = fc.nat({ max: 20 });
const strangerName = fc.constantFrom('dc-01', 'A', 'sql');

/** Everything that can happen to a host, as far as it concerns what is promised. */
export const commands = fc.commands(
  [
    wishes.map(admit),
    wishes.map(admit),
    wishes.map(admit),
    index.map(finish),
    index.map(fail),
    fc.tuple(index, fc.boolean()).map(([at, withDisks]) => remove(at, withDisks)),
    index.map(retry),
    fc
      .tuple(strangerName, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 512, max: 40_000 }))
      .map(([who, cpu, ram]) => stranger(who, cpu, ram)),
    strangerName.map(vanish),
    fc.integer({ min: 0, max: 400_000 }).map(fill),
    fc.constant(read),
    fc.constant(restart),
    fc
      .tuple(fc.constantFrom('cpu', 'ram', 'storage'), fc.integer({ min: 1, max: 1000 }))
      .map(([resource, beyond]) => bypass(resource, beyond)),
  ],
  { maxCommands: 40, size: 'medium' },
);
