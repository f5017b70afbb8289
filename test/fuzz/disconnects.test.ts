import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SubscribeResult } from '#schemas/generated/types.ts';
import type { Random } from '../../server/src/host/ports.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { measured } from '../support/goals/measured.ts';
import { amount } from '../support/goals/scale.ts';
import { layWire, type CuttableWire } from '../support/host/cuttableWire.ts';
import { hosts } from '../support/host/hosts.ts';
import { openRpc } from '../support/host/socket.ts';
import type { TestHost } from '../support/host/testHost.ts';
import { seededRandom } from '../support/seededRandom.ts';

/** What a client remembers between two connections. */
interface Position {
  seq: number;
  epoch: number;
}

/** One disconnect in so many is a restart of the host. */
const RESTART_EVERY = 20;

describe('a subscriber whose connection breaks', function () {
  this.timeout(amount(60_000, 1_800_000));
  const { start, restart } = hosts();

  it('G7: resumes at its position: no event lost or doubled, in order, also over restarts of the host', async () => {
    const seed = fuzzSeed(11);
    const count = amount(100, 1_000);
    await withSeed(seed, async () => {
      const random = seededRandom(seed);
      const settings = { directory: fastDirectory() };
      const state = { host: await start(settings), snapshots: 0 };
      const wire = await layWire(state.host.url);
      const at: Position = { seq: state.host.host.store.events.newest(), epoch: state.host.host.store.epoch };
      const times: number[] = [];
      for (let n = 1; n <= count; n += 1) {
        const traffic = keepBusy(state.host, random);
        const { resumedMs, snapshot } = await listenAndBreak(state.host, wire, at, random);
        await traffic.stop();
        times.push(resumedMs);
        if (snapshot) state.snapshots += 1;
        if (n % RESTART_EVERY !== 0) continue;
        const port = Number(new URL(state.host.url).port);
        state.host = await restart(state.host, { ...settings, port });
      }
      await assertCaughtUp(state.host, at);
      await wire.close();
      assert.ok(state.snapshots > 0, 'some restarts were met by a snapshot');
      const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
      measured({
        goal: 'G7',
        tried: `${count.toLocaleString('en')} random disconnects, ${state.snapshots} over a restart with a snapshot, seed ${seed}`,
        result: `0 events lost or doubled, in order; resumed within ${p95.toFixed(0)} ms at p95`,
        reached: p95 <= 1_000,
      });
    });
  });
});

/** Makes events without end, a few at a time, until it is stopped. */
function keepBusy({ host: { store } }: TestHost, random: Random): { readonly stop: () => Promise<void> } {
  const state = { stopped: false };
  const work = async (): Promise<void> => {
    while (!state.stopped) {
      const text = 'x'.repeat(Math.floor(random.fraction() ** 4 * 20_000));
      store.transact((emit) => {
        for (let n = random.fraction() * 4; n > 0; n -= 1) emit({ type: 'host_over', data: { text } });
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const done = work();
  return {
    stop: () => {
      state.stopped = true;
      return done;
    },
  };
}

/** Connects, resumes, hears some events, and has the wire cut; moves the position on. */
async function listenAndBreak(
  host: TestHost,
  wire: CuttableWire,
  at: Position,
  random: Random,
): Promise<{ readonly resumedMs: number; readonly snapshot: boolean }> {
  const begun = performance.now();
  const rpc = await openRpc({ url: wire.url, token: host.token });
  // A client that does not tell its epoch trusts positions, which a restart keeps.
  const epoch = random.fraction() < 0.7 ? { epoch: at.epoch } : {};
  const { result } = await rpc.call('events/subscribe', { after: at.seq, ...epoch });
  const { seq, epoch: now, snapshot } = result as SubscribeResult;
  assert.equal(
    snapshot,
    'epoch' in epoch && at.epoch !== now,
    'a snapshot only where the epoch is another one',
  );
  if (snapshot) {
    await rpc.until(() => rpc.pages.at(-1)?.last === true);
    at.seq = seq;
  }
  at.epoch = now;
  const resumedMs = performance.now() - begun;
  const enough = Math.floor(random.fraction() * 30);
  await rpc.until(() => rpc.events.length >= enough);
  wire.cut();
  await rpc.closed;
  wire.mend();
  for (const event of rpc.events) {
    if (event.seq <= at.seq) continue;
    assert.equal(event.seq, at.seq + 1, 'the next event, and no other');
    at.seq = event.seq;
  }
  return { resumedMs, snapshot };
}

/** A last connection hears all that is left. */
async function assertCaughtUp(host: TestHost, at: Position): Promise<void> {
  const rpc = await openRpc(host);
  await rpc.call('events/subscribe', { after: at.seq });
  const newest = host.host.store.events.newest();
  await rpc.until(() => at.seq >= newest || rpc.events.at(-1)?.seq === newest);
  assert.deepEqual(
    rpc.events.map(({ seq }) => seq),
    Array.from({ length: newest - at.seq }, (_, n) => at.seq + 1 + n),
  );
  await rpc.close();
}
