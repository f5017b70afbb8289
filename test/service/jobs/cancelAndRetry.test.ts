import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  act,
  ended,
  errorOf,
  eventsOf,
  jobIdOf,
  listVms,
  provisioned,
  readJob,
  submit,
  vmNamed,
} from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, leftOnMachine } from '../../support/host/ledgerOf.ts';
import { atStep, stepsOf } from '../../support/host/steps.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** One VM at a time, in the order of the spec. */
const oneByOne = { limits: { vm_concurrency: 1 } };

describe('a provision job', () => {
  const { start } = hosts();

  describe('that is cancelled', () => {
    for (const query of ['', '?on_failure=rollback_all'])
      it(`keeps what is finished, removes what is not, and promises nothing further ${query}`, async () => {
        const clock = fakeClock();
        const host = await start({
          clock,
          config: oneByOne,
          faults: [{ kind: 'slow', step: 'configure', vm_name: 'b', delay_ms: 60_000 }],
        });
        const id = await submit(host, spec(vm('a'), vm('b'), vm('c')), query);
        await atStep(host, id, 'b', 'configure');

        assert.equal(jobIdOf(await act(host, `/api/jobs/${id}/cancel`)), id);
        assert.equal((await readJob(host, id)).cancelling, true);
        const job = await ended(host, id, { between: () => clock.advance(1_000) });

        assert.deepEqual([job.status, job.reason], ['Failed', 'cancelled']);
        assert.deepEqual(job.counts, { requested: 3, created: 1, failed: 0, cancelled: 2 });
        assert.deepEqual(
          job.vms.map(({ status, rollback }) => [status, rollback]),
          [
            ['Success', 'none'],
            ['Failed', 'complete'],
            ['Failed', 'complete'],
          ],
        );
        assert.deepEqual(stepsOf(eventsOf(host, id), 'c'), [], 'what had not begun never did');
        assertLedgerIsMachine(host);
        assert.equal((await listVms(host)).length, 1);
      });

    it('cannot be cancelled again once it has ended', async () => {
      const host = await start();
      const { job_id } = await provisioned(host, spec(vm('a')));
      const before = traceOf(host);
      const error = errorOf(await act(host, `/api/jobs/${job_id}/cancel`), 409);
      assert.equal(error.code, 'job_state');
      assert.match(error.message, /Success/);
      assertNoTrace(host, before);
    });

    it('is unknown when there is no such job', async () => {
      const host = await start();
      const path = '/api/jobs/00000000-0000-4000-8000-000000000000/cancel';
      assert.equal(errorOf(await act(host, path), 404).code, 'job_not_found');
    });
  });

  describe('that is retried', () => {
    it('keeps its id, counts an attempt and redoes only what failed', async () => {
      const host = await start({ faults: [{ kind: 'error', step: 'configure', vm_name: 'b', times: 1 }] });
      const failed = await provisioned(host, spec(vm('a'), vm('b')));
      assert.equal(failed.reason, 'partial');
      const finished = await vmNamed(host, 'a');
      const { seq } = eventsOf(host).at(-1) ?? { seq: 0 };

      assert.equal(jobIdOf(await act(host, `/api/jobs/${failed.job_id}/retry`)), failed.job_id);
      const job = await ended(host, failed.job_id);

      assert.deepEqual([job.status, job.reason, job.attempt], ['Success', null, 2]);
      assert.deepEqual(job.counts, { requested: 2, created: 2, failed: 0, cancelled: 0 });
      assert.equal((await vmNamed(host, 'a')).vm_id, finished.vm_id, 'what was finished stays');
      const later = eventsOf(host, job.job_id).filter((event) => event.seq > seq);
      assert.equal(later[0]?.type, 'job_retried');
      assert.deepEqual(stepsOf(later, 'a'), []);
      assert.equal(stepsOf(later, 'b')[0], 'template');
      assertLedgerIsMachine(host);
    });

    it('is refused when its room has gone to somebody else, and changes nothing', async () => {
      const host = await start({ faults: [{ kind: 'error', step: 'configure', vm_name: 'b', times: 1 }] });
      const failed = await provisioned(host, spec(vm('b', { cpu_cores: 40 })));
      await provisioned(host, spec(vm('other', { cpu_cores: 30 })));
      const before = traceOf(host);
      const error = errorOf(await act(host, `/api/jobs/${failed.job_id}/retry`), 409);
      assert.equal(error.message, 'Host capacity exceeded: CPU requested 40, available 34');
      assertNoTrace(host, before);
      const job = await readJob(host, failed.job_id);
      assert.deepEqual([job.status, job.attempt], ['Failed', 1]);
      assertLedgerIsMachine(host);
    });

    it('is refused when its name has gone to somebody else', async () => {
      const host = await start({ faults: [{ kind: 'error', step: 'configure', times: 1 }] });
      const failed = await provisioned(host, spec(vm('b')));
      await provisioned(host, spec(vm('B')));
      assert.equal(errorOf(await act(host, `/api/jobs/${failed.job_id}/retry`), 409).code, 'name_in_use');
    });

    it('is refused while it succeeds or is under way', async () => {
      const host = await start({ faults: [{ kind: 'hang', step: 'configure', vm_name: 'hangs' }] });
      const { job_id } = await provisioned(host, spec(vm('a')));
      assert.equal(errorOf(await act(host, `/api/jobs/${job_id}/retry`), 409).code, 'job_state');
      const id = await submit(host, spec(vm('hangs')));
      assert.equal(errorOf(await act(host, `/api/jobs/${id}/retry`), 409).code, 'job_state');
    });

    it('finishes a cancelled job', async () => {
      const clock = fakeClock();
      const host = await start({
        clock,
        config: oneByOne,
        faults: [{ kind: 'slow', step: 'configure', vm_name: 'a', delay_ms: 60_000, times: 1 }],
      });
      const between = (): Promise<void> => clock.advance(1_000);
      const id = await submit(host, spec(vm('a'), vm('b')));
      await atStep(host, id, 'a', 'configure');
      await act(host, `/api/jobs/${id}/cancel`);
      assert.equal((await ended(host, id, { between })).reason, 'cancelled');
      assert.deepEqual(leftOnMachine(host), []);
      jobIdOf(await act(host, `/api/jobs/${id}/retry`));
      const job = await ended(host, id, { between });
      assert.deepEqual([job.status, job.attempt, job.cancelling], ['Success', 2, false]);
      assertLedgerIsMachine(host);
    });
  });
});
