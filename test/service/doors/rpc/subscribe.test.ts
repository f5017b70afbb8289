import assert from 'node:assert/strict';
import { SNAPSHOT_PAGE_BYTES } from '#schemas/limits.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { assertValid } from '../../../support/host/assertAnswer.ts';
import { member } from '../../../support/host/client.ts';
import { hosts } from '../../../support/host/hosts.ts';
import { provisioned } from '../../../support/host/jobs.ts';
import { openRpc, type Rpc } from '../../../support/host/socket.ts';
import type { TestHost } from '../../../support/host/testHost.ts';
import { spec, vm } from '../../../support/host/vm.ts';

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Adds so many events to the log in one go. */
function addEvents({ host: { store } }: TestHost, count: number, data: Record<string, unknown> = {}): void {
  store.transact((emit) => {
    for (let n = 0; n < count; n += 1) emit({ type: 'host_over', data });
  });
}

const newest = ({ host: { store } }: TestHost): number => store.events.newest();

async function caughtUp(rpc: Rpc, host: TestHost): Promise<void> {
  await rpc.until(() => rpc.events.at(-1)?.seq === newest(host));
}

/** Every position from the first to the last, once and in order. */
function assertNoGap(rpc: Rpc, after: number, last: number): void {
  const expected = Array.from({ length: last - after }, (_, n) => after + 1 + n);
  assert.deepEqual(
    rpc.events.map(({ seq }) => seq),
    expected,
  );
}

describe('subscriptions', () => {
  const { start } = hosts();

  it('events after a position are replayed in order and without gap, also while more happens', async () => {
    const host = await start();
    addEvents(host, 1200);
    const rpc = await openRpc(host);
    const { result } = await rpc.call('events/subscribe', { after: 5, epoch: host.host.store.epoch });
    assertValid('SubscribeResult', result);
    assert.equal(member(result, 'snapshot'), false);
    for (let n = 0; n < 20; n += 1) {
      addEvents(host, 50);
      await rpc.call('host/get');
    }
    await caughtUp(rpc, host);
    assertNoGap(rpc, 5, newest(host));
    assert.equal(rpc.pages.length, 0);
    await rpc.close();
  });

  const stale = [
    { title: 'another epoch', params: { after: 1, epoch: 99 } },
    { title: 'the future', params: { after: 1_000_000 } },
  ];
  for (const { title, params } of stale) {
    it(`T43: a position of ${title} gets a snapshot first, then events`, async () => {
      const host = await start();
      await provisioned(host, spec(vm('web-01')));
      await assertSnapshot(host, params);
    });
  }

  it('T43: a position that is not kept any more gets a snapshot first, then events', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    addEvents(host, 100);
    clock.jump(WEEK_MS + 1);
    addEvents(host, 10_000);
    host.host.store.prune();
    assert.ok(host.host.store.events.oldest() > 2);
    await assertSnapshot(host, { after: 1 });
  });

  /** Subscribes where the stream cannot begin: pages, the last of which says so, then what happens after them. */
  async function assertSnapshot(host: TestHost, params: object): Promise<void> {
    const rpc = await openRpc(host);
    const { result } = await rpc.call('events/subscribe', params);
    assert.equal(member(result, 'snapshot'), true);
    const seq = Number(member(result, 'seq'));
    await rpc.until(() => rpc.pages.at(-1)?.last === true);
    for (const page of rpc.pages) {
      assertValid('SnapshotPage', page);
      assert.equal(page.seq, seq);
      assert.ok(Buffer.byteLength(JSON.stringify(page)) <= SNAPSHOT_PAGE_BYTES);
    }
    const jobs = rpc.pages.flatMap((page) => page.jobs.map(({ job_id }) => job_id));
    const kept = host.host.store.jobs.list({ status: null, before: null, limit: 500 });
    assert.deepEqual(
      jobs,
      kept.map(({ job }) => job.job_id),
    );
    addEvents(host, 3);
    await caughtUp(rpc, host);
    assertNoGap(rpc, seq, newest(host));
    await rpc.close();
  }

  it('a new subscription takes the place of the one before, and none comes after unsubscribing', async () => {
    const host = await start();
    const rpc = await openRpc(host);
    await rpc.call('events/subscribe');
    await rpc.call('events/subscribe');
    const from = newest(host);
    addEvents(host, 2);
    await caughtUp(rpc, host);
    assertNoGap(rpc, from, newest(host));
    assert.deepEqual((await rpc.call('events/unsubscribe')).result, { unsubscribed: true });
    addEvents(host, 2);
    assert.deepEqual((await rpc.call('events/unsubscribe')).result, { unsubscribed: false });
    assert.equal(rpc.events.length, 2);
    await rpc.close();
  });

  it('T41: a client that does not read is dropped or catches up, and loses nothing', async () => {
    const host = await start();
    const rpc = await openRpc(host);
    const from = newest(host);
    await rpc.call('events/subscribe', { after: from });
    rpc.socket.pause();
    for (let n = 0; n < 400; n += 1) {
      addEvents(host, 4, { text: 'x'.repeat(16_000) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    rpc.socket.resume();
    const dropped = await Promise.race([rpc.closed, caughtUp(rpc, host).then(() => null)]).catch(
      () => rpc.closed,
    );
    const seen = rpc.events.at(-1)?.seq ?? from;
    assertNoGap(rpc, from, seen);
    if (dropped !== null) assert.equal(dropped.code, 1013);
    const again = await openRpc(host);
    await again.call('events/subscribe', { after: seen });
    if (seen < newest(host)) await caughtUp(again, host);
    assertNoGap(again, seen, newest(host));
    await again.close();
  });

  it('T41: a client that has read nothing for ten seconds is dropped, before much is kept for it, and resumes', async () => {
    const clock = fakeClock();
    const host = await start({ clock });
    const rpc = await openRpc(host);
    const from = newest(host);
    await rpc.call('events/subscribe', { after: from });
    rpc.socket.pause();
    const flood = async (): Promise<void> => {
      addEvents(host, 4, { text: 'x'.repeat(16_000) });
      await new Promise((resolve) => setImmediate(resolve));
    };
    for (let n = 0; n < 400; n += 1) await flood();
    await clock.advance(9_000);
    await flood();
    await clock.advance(1_001);
    await flood();
    rpc.socket.resume();
    assert.equal((await rpc.closed).code, 1013);
    const seen = rpc.events.at(-1)?.seq ?? from;
    assertNoGap(rpc, from, seen);
    assert.ok(seen < newest(host), 'the rest was not kept for it');
    const again = await openRpc(host);
    await again.call('events/subscribe', { after: seen });
    await caughtUp(again, host);
    assertNoGap(again, seen, newest(host));
    await again.close();
  });
});
