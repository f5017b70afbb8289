import assert from 'node:assert/strict';
import { accepted, cliWithHosts } from '../../support/cliWithHosts.ts';
import { errorBody, type FakeHost } from '../../support/fakeHost.ts';
import { doneVm, endedJob, failedVm, job, jobVm } from '../../support/wireSamples.ts';

describe('commands that follow a host', () => {
  const { file, withHost, run } = cliWithHosts();

  describe('waiting for a job', () => {
    const step = jobVm('web-01', { status: 'Provisioning', step: 'disk', progress: 0.25 });
    function jobHost(
      answers: readonly (() => { status?: number; body: unknown; cut?: boolean })[],
    ): Promise<FakeHost> {
      const left = [...answers];
      return withHost({
        'POST /api/vms/provision': () => accepted,
        'GET /api/jobs/job-1': () =>
          ((left.length > 1 ? left.shift() : left[0]) ?? (() => ({ body: null })))(),
      });
    }
    const wait = ['provision', file, '--wait'];

    it('prints one line for each change and how it ended', async () => {
      const host = await jobHost([
        () => ({ body: job([step]) }),
        () => ({ body: job([step]) }),
        () => ({ body: endedJob([doneVm('web-01')], 'Success', null) }),
      ]);
      const { code, out } = await run(host, wait);
      assert.equal(code, 0);
      assert.deepEqual(out.trimEnd().split('\n'), [
        'practice host: nothing is created',
        'Job job-1 accepted.',
        'web-01: making the system disk (25%)',
        'web-01: created (100%)',
        '1 of 1 created in 8 s',
      ]);
    });

    it('repaints on a terminal', async () => {
      const host = await jobHost([
        () => ({ body: job([step]) }),
        () => ({ body: endedJob([doneVm('web-01')], 'Success', null) }),
      ]);
      const { code, out } = await run(host, wait, { terminal: true });
      assert.equal(code, 0);
      assert.match(out, /\[=====               \] {2}25%/);
      assert.match(out, /\[====================\] 100%/);
      assert.match(out, /1 of 1 created/);
    });

    it('prints the final job, and nothing else, with --json', async () => {
      const final = endedJob([doneVm('a'), failedVm('b')], 'Failed', 'partial');
      const host = await jobHost([() => ({ body: job([step]) }), () => ({ body: final })]);
      const { code, out } = await run(host, [...wait, '--json']);
      assert.equal(code, 1);
      assert.deepEqual(JSON.parse(out), final);
    });

    it('exits 7 when someone cancels the job', async () => {
      const host = await jobHost([() => ({ body: endedJob([jobVm('a')], 'Failed', 'cancelled') })]);
      assert.equal((await run(host, wait)).code, 7);
    });

    it('lives through a restart of the host and says so once', async () => {
      const away = { body: '', cut: true };
      const starting = { status: 503, body: errorBody(503, 'not_ready', 'Starting.') };
      const host = await jobHost([
        () => ({ body: job([step]) }),
        () => away,
        () => away,
        () => starting,
        () => ({ body: endedJob([doneVm('web-01')], 'Success', null) }),
      ]);
      const { code, out } = await run(host, wait);
      assert.equal(code, 0);
      assert.equal(out.split('host not reachable, retrying').length - 1, 1);
      assert.match(out, /1 of 1 created/);
    });

    it('gives up on a host that stays away, and says that the job is not lost', async () => {
      const host = await jobHost([() => ({ body: job([step]) }), () => ({ body: '', cut: true })]);
      const { code, err } = await run(host, wait);
      assert.equal(code, 4);
      assert.match(err, /Waited 2 min for it/);
      assert.match(err, /vmspec jobs job-1 --watch/);
    });

    it('exits 8 when --timeout is reached, and the job goes on', async () => {
      const host = await jobHost([() => ({ body: job([step]) })]);
      const { code, err } = await run(host, ['provision', file, '--timeout', '5'], { tick: 400 });
      assert.equal(code, 8);
      assert.match(err, /has not ended after 5 s; it goes on.*vmspec cancel job-1/);
    });

    it('exits 8 too when the host is away at that time', async () => {
      const host = await jobHost([() => ({ body: job([step]) }), () => ({ body: '', cut: true })]);
      assert.equal((await run(host, ['provision', file, '--timeout', '5'])).code, 8);
    });

    it('detaches on Ctrl-C: exit 130, how to watch, how to cancel', async () => {
      const host = await jobHost([() => ({ body: job([step]) })]);
      const onSleep = (_ms: number, interrupt: () => void): void => {
        interrupt();
      };
      const { code, err } = await run(host, wait, { terminal: true, onSleep });
      assert.equal(code, 130);
      assert.match(err, /^Detached: the job goes on/);
      assert.match(err, /vmspec jobs job-1 --watch.*vmspec cancel job-1/);
      assert.ok(!host.seen.some((one) => one.url.includes('cancel')));
    });
  });

  describe('events', () => {
    it('are the newest ones when only their number is given', async () => {
      const host = await withHost({
        'GET /api/events': () => ({ body: { events: [], epoch: 1, seq: 1200, pruned: false } }),
      });
      assert.equal((await run(host, ['events', '--limit', '20'])).code, 0);
      assert.deepEqual(
        host.seen.map((one) => one.url).filter((url) => url.startsWith('/api/events')),
        ['/api/events?limit=1', '/api/events?after=1180&limit=20'],
      );
    });

    it('are those after a position when one is given', async () => {
      const host = await withHost({
        'GET /api/events': () => ({ body: { events: [], epoch: 1, seq: 1200, pruned: false } }),
      });
      await run(host, ['events', '--limit', '20', '--after', '7']);
      assert.equal(host.seen[0]?.url, '/api/events?after=7&limit=20');
    });
  });
});
