import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Job } from '#schemas/generated/types.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import type { FakeClock } from '../fakeClock.ts';
import { member } from './client.ts';
import type { Hosts } from './hosts.ts';
import { act, ended, errorOf, eventsOf, jobIdOf, provision, readJob, submit } from './jobs.ts';
import { assertLedgerIsMachine, leftOnMachine, resource, sums } from './ledgerOf.ts';
import { atStep, isHeldUp, stepsOf } from './steps.ts';
import type { TestHost } from './testHost.ts';
import { spec, vm } from './vm.ts';
import { waitFor } from './waitFor.ts';

const GB = 1024;
const MINUTE = 60_000;

/** A job ends, while the clock is moved on. */
function endedIn(host: TestHost, clock: FakeClock, jobId: string): Promise<Job> {
  return ended(host, jobId, { between: () => clock.advance(1_000) });
}

function disksOf({ hyperv }: TestHost, name: string): number {
  return [...hyperv.machine.state.files.values()].filter(
    ({ kind, path }) => kind === 'disk' && path.endsWith(`\\${name}.vhdx`),
  ).length;
}

/** Steps that make something. */
export const MAKING_STEPS = ['disk', 'vm', 'configure', 'network', 'seed', 'storage', 'start'] as const;

/** Hosts of one driver for these tests. */
export interface FaultHosts extends Pick<Hosts, 'start'> {
  readonly clock: () => FakeClock;
  /** Steps at which a call is let hang until its time is over. */
  readonly hangAt: readonly (typeof MAKING_STEPS)[number][];
  /** Cuts off the call that waits for the machine, where the driver does not do so by itself. */
  readonly cutOff: (host: TestHost) => Promise<void>;
}

/** What jobs make of a machine that fails, whichever driver works on it. */
export function describeJobFaults({ start, clock: newClock, hangAt, cutOff }: FaultHosts): void {
  const run = async (
    rule: FaultRule,
    config: { readonly step_timeout_s?: number } = {},
  ): Promise<{ readonly host: TestHost; readonly clock: FakeClock; readonly job: Job }> => {
    const clock = newClock();
    const host = await start({ clock, faults: [rule], config: { limits: config } });
    const id = await submit(host, spec(vm('web-01', { guest: {} })));
    if (rule.kind === 'late_effect') await cutOff(host);
    const job = await endedIn(host, clock, id);
    return { host, clock, job };
  };

  const eatMemory = (host: TestHost): void => {
    host.hyperv.byHand.createVm({
      name: 'eats-memory',
      running: true,
      memory: { dynamic: false, startup_mb: 64 * GB - 256, min_mb: 512, max_mb: 1024 * GB },
    });
  };

  it('T12: removes a VM for which there is no memory left at its start, and frees its room', async () => {
    const clock = newClock();
    const host = await start({
      clock,
      faults: [{ kind: 'slow', step: 'storage', delay_ms: MINUTE, times: 1 }],
    });
    const id = await submit(host, spec(vm('web-01')));
    await atStep(host, id, 'web-01', 'storage');
    eatMemory(host);
    const job = await endedIn(host, clock, id);
    assert.deepEqual([job.status, job.reason, job.vms[0]?.rollback], ['Failed', 'host_memory', 'complete']);
    assert.match(job.vms[0]?.error?.detail ?? '', /512 MB/);
    assert.deepEqual(leftOnMachine(host), []);
    assert.deepEqual(sums(host), {});
    assert.equal(eventsOf(host, id).filter(({ type }) => type === 'vm_retry').length, 0, 'no retry loop');
  });

  it('T12: the same when Hyper-V itself says so', async () => {
    const { host, job } = await run({
      kind: 'error',
      step: 'start',
      failure: {
        ...{ id: 'OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM', category: 'FromStdErr' },
        ...{ hresult: '0x8007000E', message: 'not enough memory', target: null },
      },
    });
    assert.deepEqual([job.status, job.reason, job.vms[0]?.rollback], ['Failed', 'host_memory', 'complete']);
    assert.deepEqual(leftOnMachine(host), []);
  });

  it('R10: makes no disk when somebody has filled the volume meanwhile', async () => {
    const clock = newClock();
    const host = await start({
      clock,
      faults: [{ kind: 'slow', step: 'template', delay_ms: MINUTE, times: 1 }],
    });
    const id = await submit(host, spec(vm('web-01')));
    host.hyperv.byHand.fillVolume('C:\\', 10);
    const job = await endedIn(host, clock, id);
    assert.deepEqual(
      [job.status, job.reason, job.vms[0]?.rollback],
      ['Failed', 'host_disk_full', 'complete'],
    );
    assert.deepEqual(leftOnMachine(host), []);
    assert.deepEqual(sums(host), {});
  });

  it('T13: tries again what was busy three times, and makes one disk', async () => {
    const { host, job } = await run({ kind: 'busy', step: 'disk', operation: 'New-VHD', times: 3 });
    assert.equal(job.status, 'Success');
    const retries = eventsOf(host, job.job_id).filter(({ type }) => type === 'vm_retry');
    assert.deepEqual(
      retries.map(({ data }) => member(data, 'attempt')),
      [1, 2, 3],
    );
    assert.equal(disksOf(host, 'web-01'), 1);
    assertLedgerIsMachine(host);
  });

  it('gives up what stays busy', async () => {
    const { host, job } = await run({ kind: 'busy', step: 'disk', operation: 'New-VHD' });
    assert.deepEqual([job.status, job.reason, job.vms[0]?.rollback], ['Failed', 'host_busy', 'complete']);
    assert.equal(eventsOf(host, job.job_id).filter(({ type }) => type === 'vm_retry').length, 4);
    assert.deepEqual(leftOnMachine(host), []);
  });

  for (const step of MAKING_STEPS) {
    it(`T14: adopts the effect of ${step} that comes a minute after the answer was lost`, async () => {
      const { host, clock, job } = await run({ kind: 'late_effect', step, delay_ms: MINUTE, times: 1 });
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      const waiting = eventsOf(host, job.job_id).filter(isHeldUp);
      assert.ok(waiting.length > 0, 'people were told');
      assert.equal(
        stepsOf(eventsOf(host, job.job_id), 'web-01').includes('remove_vm'),
        false,
        'nothing is undone',
      );
      await clock.advance(10 * MINUTE);
      assert.equal(host.hyperv.machine.state.vms.size, 1);
      assert.equal(disksOf(host, 'web-01'), 1);
      assertLedgerIsMachine(host);
    });
  }

  for (const step of hangAt) {
    it(`T15: gives ${step} up when its time is over, and leaves nothing`, async () => {
      const { host, job } = await run({ kind: 'hang', step, times: 1 }, { step_timeout_s: 60 });
      assert.deepEqual(
        [job.status, job.reason, job.vms[0]?.rollback],
        ['Failed', 'outcome_unknown', 'complete'],
      );
      assert.deepEqual(leftOnMachine(host), []);
      assert.deepEqual(sums(host), {});
    });
  }

  it('T15: redoes a step whose effect never came, while there is time', async () => {
    const { host, job } = await run({
      kind: 'late_effect',
      step: 'disk',
      delay_ms: 10_000 * MINUTE,
      times: 1,
    });
    assert.equal(job.status, 'Success');
    assertLedgerIsMachine(host);
  });

  it('counts a VM that comes late beside the one that was made instead, and says so', async () => {
    const { host, clock } = await run({ kind: 'late_effect', step: 'vm', delay_ms: 7 * MINUTE, times: 1 });
    assert.equal(host.hyperv.machine.state.vms.size, 1);
    await clock.advance(8 * MINUTE);
    await host.host.watch.fresh();
    assert.equal(host.hyperv.machine.state.vms.size, 2);
    assert.equal(eventsOf(host).filter(({ type }) => type === 'orphan_found').length, 1);
  });

  it('T16: makes a half-written disk of its own anew, and never leaves one', async () => {
    const { host, job } = await run({ kind: 'half_effect', step: 'disk', operation: 'New-VHD', times: 1 });
    // Half written is an error of the first try; what it left is removed with the rest.
    assert.deepEqual([job.status, job.vms[0]?.rollback], ['Failed', 'complete']);
    assert.deepEqual(leftOnMachine(host), []);
    const { host: other, job: redone } = await run({
      kind: 'half_effect',
      step: 'disk',
      operation: 'New-VHD',
      times: 1,
      failure: {
        ...{ id: 'ObjectInUse,x', category: 'ResourceBusy', hresult: null, message: 'busy', target: null },
      },
    });
    assert.equal(redone.status, 'Success');
    assert.equal(disksOf(other, 'web-01'), 1);
    assertLedgerIsMachine(other);
  });

  describe('T17: when the clean-up fails', () => {
    const broken: readonly FaultRule[] = [
      { kind: 'error', step: 'configure', times: 1 },
      { kind: 'error', step: 'remove_vm' },
    ];

    it('stays charged and visible, is tried again later, and is freed then', async () => {
      const clock = newClock();
      const host = await start({ clock, faults: broken });
      const job = await endedIn(host, clock, await submit(host, spec(vm('web-01', { cpu_cores: 8 }))));
      assert.deepEqual([job.status, job.vms[0]?.rollback], ['Failed', 'incomplete']);
      assert.equal(sums(host)['cpu|'], 8);
      assert.equal((await resource(host, 'cpu')).available, 56);
      assert.equal(errorOf(await provision(host, spec(vm('WEB-01'))), 409).code, 'name_in_use');
      const refused = errorOf(await act(host, `/api/jobs/${job.job_id}/retry`), 409);
      assert.equal(refused.code, 'job_state');

      await clock.advance(3 * MINUTE);
      assert.equal((await readJob(host, job.job_id)).vms[0]?.rollback, 'incomplete', 'still failing');

      host.hyperv.faults.clear();
      const cleaned = await waitFor(
        'the clean-up is complete',
        async () => {
          const [only] = (await readJob(host, job.job_id)).vms;
          return only?.rollback === 'complete' ? only : null;
        },
        { between: () => clock.advance(10_000) },
      );
      assert.equal(cleaned.status, 'Failed');
      assert.deepEqual(leftOnMachine(host), []);
      assert.deepEqual(sums(host), {});
      jobIdOf(await act(host, `/api/jobs/${job.job_id}/retry`));
      assert.equal((await endedIn(host, clock, job.job_id)).status, 'Success');
      assertLedgerIsMachine(host);
    });

    it('is not complete as long as a file is left', async () => {
      const clock = newClock();
      const host = await start({
        clock,
        faults: [
          { kind: 'error', step: 'configure', times: 1 },
          { kind: 'error', step: 'remove_files' },
        ],
      });
      const job = await endedIn(host, clock, await submit(host, spec(vm('web-01'))));
      await clock.advance(5 * MINUTE);
      assert.equal((await readJob(host, job.job_id)).vms[0]?.rollback, 'incomplete');
      assert.equal(sums(host)['storage|C:\\'], GB);
      host.hyperv.faults.clear();
      await clock.advance(2 * MINUTE);
      await waitFor('the files are gone', () => leftOnMachine(host).length === 0, {
        between: () => clock.advance(10_000),
      });
      await waitFor('its room is free', () => Object.keys(sums(host)).length === 0);
    });
  });
}
