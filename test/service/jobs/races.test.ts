import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import { act, ended, errorOf, listVms, remove, submit, vmNamed } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, leftOnMachine } from '../../support/host/ledgerOf.ts';
import { atStep } from '../../support/host/steps.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

const MINUTE = 60_000;

describe('what meets a VM that is being made', () => {
  const { start } = hosts();

  it('a cancel during its last step still removes it', async () => {
    const clock = fakeClock();
    const host = await start({
      clock,
      faults: [{ kind: 'slow', step: 'verify', delay_ms: MINUTE, times: 1 }],
    });
    const id = await submit(host, spec(vm('a')));
    await atStep(host, id, 'a', 'verify');
    await act(host, `/api/jobs/${id}/cancel`);
    const job = await ended(host, id, { between: () => clock.advance(1_000) });
    assert.deepEqual([job.status, job.reason, job.vms[0]?.rollback], ['Failed', 'cancelled', 'complete']);
    assert.deepEqual(leftOnMachine(host), []);
    assertLedgerIsMachine(host);
  });

  it('a sibling that failed and is gone during its last step undoes it too, where all or nothing is wanted', async () => {
    const clock = fakeClock();
    const host = await start({
      clock,
      faults: [
        { kind: 'slow', step: 'verify', vm_name: 'a', delay_ms: 10 * MINUTE, times: 1 },
        { kind: 'slow', step: 'configure', vm_name: 'b', delay_ms: MINUTE, times: 1 },
        { kind: 'error', step: 'start', vm_name: 'b', times: 1 },
      ],
    });
    const id = await submit(host, spec(vm('a'), vm('b')), '?on_failure=rollback_all');
    await atStep(host, id, 'a', 'verify');
    const job = await ended(host, id, { between: () => clock.advance(1_000) });
    assert.deepEqual(
      job.vms.map(({ status, error, rollback }) => [status, error?.code, rollback]),
      [
        ['Failed', 'sibling_failed', 'complete'],
        ['Failed', 'start_failed', 'complete'],
      ],
    );
    assert.deepEqual(leftOnMachine(host), []);
    assertLedgerIsMachine(host);
  });

  for (const what of ['delete', 'start'] as const)
    it(`a ${what} is refused from the moment the machine shows it, also before its job knows its id`, async () => {
      const clock = fakeClock();
      const host = await start({
        clock,
        faults: [{ kind: 'late_effect', step: 'vm', delay_ms: 1_000, times: 1 }],
      });
      const id = await submit(host, spec(vm('a')));
      await atStep(host, id, 'a', 'vm');
      await waitFor('the VM is on the machine', () => host.hyperv.machine.state.vms.size === 1, {
        between: () => clock.advance(500),
      });
      await host.host.watch.fresh();
      const { vm_id } = await vmNamed(host, 'a');
      const answer =
        what === 'delete' ? remove(host, vm_id, '?force=true') : act(host, `/api/vms/${vm_id}/start`);
      const error = errorOf(await answer, 409);
      assert.deepEqual([error.code, error.job_id], ['vm_busy', id]);
      const job = await ended(host, id, { between: () => clock.advance(1_000) });
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.equal((await listVms(host)).length, 1);
      assertLedgerIsMachine(host);
    });
});
