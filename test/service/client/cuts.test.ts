import assert from 'node:assert/strict';
import { afterEach } from 'mocha';
import type { JobList } from '#schemas/generated/types.ts';
import {
  agrees,
  provisionNamed,
  targetOf,
  watchHost,
  type Watched,
} from '../../support/client/watchedHost.ts';
import { amount } from '../../support/goals/scale.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { layWire, type CuttableWire } from '../../support/host/cuttableWire.ts';
import { hosts } from '../../support/host/hosts.ts';
import { waitFor } from '../../support/host/waitFor.ts';

/** Attempts that fail while the wire is cut: with their pauses these take about a second, and a minute. */
const [A_SECOND, A_MINUTE] = [2, 9];
const PING_MS = 100;

describe('T42: the editor beside a host whose network breaks', function () {
  this.timeout(180_000);
  const running = hosts();
  const open: { watched: Watched | null; wire: CuttableWire | null } = { watched: null, wire: null };
  afterEach(async () => {
    open.watched?.stop();
    await open.wire?.close();
  });

  /** Watches a host through a wire, once it is known. */
  const watchThrough = async (host: Reachable): Promise<{ watched: Watched; wire: CuttableWire }> => {
    const wire = (open.wire = await layWire(host.url));
    const watched = (open.watched = watchHost(() => targetOf({ ...host, url: wire.url }), PING_MS));
    await waitFor('it is known', () => watched.store.state());
    return { watched, wire };
  };
  const failedAttempts = ({ states }: Watched): number => states.filter((kind) => kind === 'waiting').length;

  /** The state is that of the host, and the end of each job was told once. */
  const saysWhatIs = async (watched: Watched, host: Reachable): Promise<void> => {
    const { jobs } = (await request(host, { path: '/api/jobs?limit=200' })).body as JobList;
    assert.ok(jobs.length > 0);
    await waitFor('every end was told', () => watched.ended.length >= jobs.length);
    await agrees(watched, host);
    assert.equal(watched.ended.length, jobs.length);
    assert.equal(new Set(watched.ended).size, jobs.length);
  };

  for (const { title, attempts } of [
    { title: 'a second', attempts: A_SECOND },
    { title: 'a minute', attempts: amount(A_SECOND + 1, A_MINUTE) },
  ]) {
    it(`T42: a cut of ${title}: it says that it waits, then knows all, and tells each end once`, async () => {
      const host = await running.start({ speed: 50 });
      const { watched, wire } = await watchThrough(host);
      await provisionNamed(host, 'before');
      await waitFor('the first job has ended', () => watched.ended.length === 1);
      await provisionNamed(host, 'during-1', 'during-2');
      wire.cut();
      await waitFor('attempts have failed', () => failedAttempts(watched) >= attempts, {
        deadlineMs: 120_000,
      });
      await provisionNamed(host, 'away');
      wire.mend();
      await provisionNamed(host, 'after');
      await saysWhatIs(watched, host);
      assert.equal(watched.states.at(-1), 'open');
    });
  }

  it('T42: a wire that falls silent: it is noticed, and nothing is missed or told twice', async () => {
    const host = await running.start({ speed: 50 });
    const { watched, wire } = await watchThrough(host);
    await provisionNamed(host, 'during');
    wire.silence();
    await waitFor('the silence is noticed', () => failedAttempts(watched) > 0);
    await provisionNamed(host, 'away');
    wire.mend();
    await saysWhatIs(watched, host);
  });

  it('T42: a host that is started again while it creates VMs, behind the same address or another', async () => {
    const first = await running.start({ speed: 3 });
    const at = { host: first };
    const watched = (open.watched = watchHost(() => targetOf(at.host), PING_MS));
    await waitFor('it is known', () => watched.store.state());
    await provisionNamed(first, 'a', 'b', 'c');
    await waitFor('it is at work', () =>
      first.host.store.jobs.countByStatus().some(({ status }) => status === 'Provisioning'),
    );
    const port = Number(new URL(first.url).port);
    at.host = await running.restart(first, { speed: 20, port });
    assert.deepEqual(watched.ended, [], 'it was at work still');
    await provisionNamed(at.host, 'later');
    await saysWhatIs(watched, at.host);
    at.host = await running.restart(at.host, { speed: 20 });
    watched.look();
    await provisionNamed(at.host, 'last');
    await saysWhatIs(watched, at.host);
    assert.equal(watched.store.state()?.host.epoch, 3);
  });
});
