import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { spec, vm } from '../support/host/vm.ts';
import { ask } from '../support/simulation/requests.ts';
import { assertInvariants } from '../support/simulation/invariants/invariants.ts';
import { assertQuiet } from '../support/simulation/invariants/quiet.ts';
import { becomeReady } from '../support/simulation/readyHost.ts';
import { CLOCK_JUMPS } from '../support/simulation/troubles.ts';
import { openWorld, type World } from '../support/simulation/world.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** Makes VMs, stops, restarts and deletes them, with the clock jumping by that much at every turn. */
async function liveThrough(world: World, jumpMs: number): Promise<void> {
  const { host } = world;
  host.start();
  await becomeReady(host);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      if (turn % 7 === 3) host.clock.jump(turn % 2 === 0 ? jumpMs : -jumpMs);
      await host.clock.advance(SECOND);
      assertInvariants(world);
    }
  };
  ask(world, { ask: 'provision', key: 'p', spec: spec(vm('a'), vm('b'), vm('c')) });
  await settle();
  const ids = host
    .store()
    .managed.held()
    .flatMap(({ vm_id }) => vm_id ?? []);
  for (const what of ['stop', 'start', 'restart'] as const) {
    for (const [n, vm_id] of ids.entries()) ask(world, { ask: what, key: `${what}${n}`, vm_id });
    await settle();
  }
  for (const [n, vm_id] of ids.entries()) ask(world, { ask: 'delete', key: `d${n}`, vm_id, disks: 'delete' });
  await settle();
}

describe('a clock that jumps', () => {
  for (const jump of CLOCK_JUMPS) {
    it(`T26: by ${jump / HOUR} h again and again, fails no job and takes no event out of its order`, async () => {
      const world = openWorld(26);
      try {
        await liveThrough(world, jump);
        const { jobs } = world.host.store();
        assert.equal(world.witness.acknowledged.size, 13);
        for (const id of world.witness.acknowledged)
          assert.equal(jobs.head(id)?.status, 'Success', JSON.stringify(jobs.full(id)?.vms));
        assertQuiet(world);
      } finally {
        await world.host.close();
      }
    });
  }
});
