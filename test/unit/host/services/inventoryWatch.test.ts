import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hostView, type HostView } from '../../../../server/src/host/services/hostView.ts';
import { inventoryWatch, type InventoryWatch } from '../../../../server/src/host/services/inventoryWatch.ts';
import type { HyperV, HyperVFailure, InventoryResult } from '../../../../server/src/host/ports.ts';
import { fakeClock, type FakeClock } from '../../../support/fakeClock.ts';
import { sampleInventory } from '../../core/sampleInventory.ts';

const failure: HyperVFailure = { id: 'x', category: 'x', hresult: null, message: 'no answer', target: null };
const INTERVAL = 1000;

interface Case {
  readonly watch: InventoryWatch;
  readonly clock: FakeClock;
  /** Readings that were begun. */
  readonly begun: ((result: InventoryResult) => void)[];
  readonly readings: (readonly [HostView, HostView | null])[];
  readonly failures: HyperVFailure[];
  /** Answers the reading under way. */
  readonly answer: (result?: InventoryResult) => Promise<void>;
}

function open(): Case {
  const clock = fakeClock();
  const begun: Case['begun'] = [];
  const readings: (readonly [HostView, HostView | null])[] = [];
  const failures: HyperVFailure[] = [];
  const notAsked = (): never => {
    throw new Error('not asked');
  };
  const hyperv: HyperV = {
    driver: 'simulated',
    inventory: () => new Promise((resolve) => begun.push(resolve)),
    ...{ configure: notAsked, room: notAsked, ensure: notAsked, probe: notAsked },
    ...{ restart: notAsked, close: notAsked },
  };
  const policy = {
    ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
    ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
  };
  const watch = inventoryWatch({
    ...{ hyperv, clock, intervalMs: INTERVAL },
    view: (inventory, at) => hostView(inventory, at, { managed: [], disks: [] }, policy),
    onReading: (view, before) => {
      readings.push([view, before]);
      return false;
    },
    onFailure: (of) => failures.push(of),
  });
  return {
    ...{ watch, clock, begun, readings, failures },
    answer: async (result = { ok: true, inventory: sampleInventory() }) => {
      begun.at(-1)?.(result);
      await clock.advance(0);
    },
  };
}

describe('the watch of the machine', () => {
  it('shares one reading among all who ask before it begins', async () => {
    const { watch, begun, answer, clock } = open();
    const [one, two] = [watch.fresh(), watch.fresh()];
    await clock.advance(0);
    assert.equal(begun.length, 1);
    await answer();
    assert.equal(await one, await two);
    assert.equal(watch.current(), await one);
  });

  it('begins another for who asks while one is under way: that one may have looked too early', async () => {
    const { watch, begun, answer, clock } = open();
    const early = watch.fresh();
    await clock.advance(0);
    const [late, later] = [watch.fresh(), watch.fresh()];
    await clock.advance(0);
    assert.equal(begun.length, 1, 'one after the other');
    await answer();
    assert.equal(begun.length, 2);
    await answer();
    assert.notEqual(await late, await early);
    assert.equal(await late, await later);
  });

  it('has no view after a failed reading, says why, and has one again after a good one', async () => {
    const { watch, answer, clock, failures, readings } = open();
    const read = async (result?: InventoryResult): Promise<HostView | null> => {
      const reading = watch.fresh();
      await clock.advance(0);
      await answer(result);
      return reading;
    };
    const first = await read();
    assert.notEqual(first, null);
    assert.equal(await read({ ok: false, failure }), null);
    assert.equal(watch.current(), null);
    assert.equal(watch.failure(), failure);
    assert.deepEqual(failures, [failure]);
    const third = await read();
    assert.equal(watch.current(), third);
    assert.equal(watch.failure(), null);
    assert.deepEqual(
      readings.map(([view, before]) => [view, before]),
      [
        [first, null],
        [third, first],
      ],
      'compared with the last good one',
    );
  });

  it('reads now and at every interval, until it is stopped', async () => {
    const { watch, answer, clock, begun } = open();
    watch.start();
    await clock.advance(0);
    assert.equal(begun.length, 1);
    await answer();
    await clock.advance(INTERVAL - 1);
    assert.equal(begun.length, 1);
    await clock.advance(1);
    assert.equal(begun.length, 2);
    await answer();
    await watch.stop();
    await clock.advance(10 * INTERVAL);
    assert.equal(begun.length, 2);
    assert.equal(clock.sleeping(), 0);
  });
});
