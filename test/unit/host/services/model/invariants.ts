import assert from 'node:assert/strict';
import { allVms, ceiling, held, isHeld, type Model, type Usage } from './model.ts';
import type { System } from './system.ts';

/** What the host remembers is what the model holds. */
export function assertInvariants(model: Model, system: System): void {
  assert.deepEqual(promised(system), held(model), 'what is held is what the model holds');
  const names = system
    .store()
    .managed.held()
    .map(({ vm_name }) => vm_name.toLowerCase());
  assert.equal(new Set(names).size, names.length, 'names are unique regardless of case');
  assert.deepEqual(
    names.sort(),
    allVms(model)
      .filter(isHeld)
      .map(({ name }) => name.toLowerCase())
      .sort(),
  );
  assert.deepEqual(
    system
      .store()
      .ledger.keptDisks()
      .map(({ size_mb }) => size_mb / 1024)
      .sort(),
    [...model.kept].sort(),
  );
}

/** What is promised in all, by the host's records. */
export function promised(system: System): Usage {
  const of = (key: 'cpu|' | 'ram|' | 'storage|C:\\'): number => {
    const { committed, reserved } = system.store().ledger.promised().get(key) ?? {
      committed: 0,
      reserved: 0,
    };
    return committed + reserved;
  };
  return { cpu: of('cpu|'), ram: of('ram|'), storage: of('storage|C:\\') };
}

/** Everything that a refused request could leave. */
export function trace(system: System): unknown {
  const store = system.store();
  return [store.jobs.countByStatus(), store.events.newest(), promised(system), store.managed.held().length];
}

/** Nothing is promised beyond what there is, at the moment of the promise. */
export function assertFits(model: Model, system: System): void {
  const [limit, now] = [ceiling(model), promised(system)];
  for (const key of ['cpu', 'ram', 'storage'] as const)
    assert.ok(now[key] <= limit[key], `${key}: ${now[key]} promised of ${limit[key]}`);
}
