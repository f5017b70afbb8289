import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HostEvent, Job, SimulatedHostFile, VmSpec } from '#schemas/generated/types.ts';
import { fakeClock, type FakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  act,
  ended,
  eventsOf,
  jobIdOf,
  listVms,
  provisioned,
  readJob,
  remove,
  submit,
  vmNamed,
} from '../../support/host/jobs.ts';
import { assertLedgerIsMachine } from '../../support/host/ledgerOf.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { stepsOf } from '../../support/host/steps.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

/** Guests of the small template lack the integration services. */
const SILENT = 'C:\\Templates\\silent.vhdx';
const machine: SimulatedHostFile = {
  ...smallMachine,
  templates: [
    ...smallMachine.templates,
    { path: SILENT, size_gb: 1, file_gb: 1, os: 'linux', generation: 2, guest_services: false },
  ],
};
const WAIT_S = 120;
const config = { limits: { guest_wait_s: WAIT_S } };

function silentVm(name: string, changes: Partial<VmSpec> = {}): VmSpec {
  return vm(name, { disk_template_path: SILENT, ...changes });
}

function guestsOf(job: Job): unknown[] {
  return job.vms.map(({ guest }) => guest);
}

/** The states that events told of the guest of a VM, one after another. */
function told(events: readonly HostEvent[], name: string): string[] {
  const states = events
    .filter(({ vm_name }) => vm_name === name)
    .flatMap(({ data }) => (data?.['vm'] as { guest?: string } | undefined)?.guest ?? []);
  return states.filter((state, index) => state !== states[index - 1]);
}

/** Lets time pass until it is done. */
async function moving<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  const state = { done: false };
  const done = work.finally(() => {
    state.done = true;
  });
  await waitFor('it is done', () => state.done, { between: () => clock.advance(100) });
  return done;
}

async function isWaiting(host: TestHost, jobId: string, between: () => Promise<void>): Promise<void> {
  const look = (): boolean => stepsOf(eventsOf(host, jobId), 'a').includes('guest');
  await waitFor('its guest is waited for', look, { between });
}

describe('the guest of a new VM', () => {
  const { start, restart } = hosts(() => ({ machine, config, speed: 1 }));
  const startAt = async (): Promise<{ host: TestHost; clock: FakeClock; between: () => Promise<void> }> => {
    const clock = fakeClock();
    return { host: await moving(clock, start({ clock })), clock, between: () => clock.advance(1_000) };
  };

  const guestIs = (
    host: TestHost,
    jobId: string,
    state: string,
    between: () => Promise<void>,
  ): Promise<Job> =>
    waitFor(
      `the guest is ${state}`,
      async () => {
        const job = await readJob(host, jobId);
        return job.vms[0]?.guest === state ? job : null;
      },
      { between },
    );

  it('does not hold the job up unless the spec asks; that it answers is told after the end', async () => {
    const { host, between } = await startAt();
    const id = await submit(host, spec(vm('a'), vm('off', { start: false })));
    const job = await ended(host, id, { between });
    assert.equal(job.status, 'Success');
    assert.deepEqual(guestsOf(job), ['waiting', 'not_asked']);
    assert.deepEqual((await vmNamed(host, 'a')).ip_addresses, []);

    const later = await guestIs(host, id, 'ready', between);
    assert.equal((await vmNamed(host, 'a')).ip_addresses.length, 1);
    assert.deepEqual(later.vms[0]?.warning ?? null, null);
    assert.deepEqual(told(eventsOf(host, id), 'a'), ['not_asked', 'waiting', 'ready']);
    assert.deepEqual(told(eventsOf(host, id), 'off'), ['not_asked']);
    const [last] = eventsOf(host, id).slice(-1);
    assert.deepEqual([last?.type, last?.vm_name], ['vm_waiting', 'a']);
  });

  it('is waited for by a job that wants its address', async () => {
    const { host, between } = await startAt();
    const id = await submit(host, spec(vm('a', { wait_for: 'ip' }), vm('b', { wait_for: 'ip' })));
    await isWaiting(host, id, between);
    const waiting = await readJob(host, id);
    assert.deepEqual([waiting.vms[0]?.status, waiting.vms[0]?.step], ['Provisioning', 'guest']);
    const job = await ended(host, id, { between });
    assert.deepEqual([job.status, guestsOf(job)], ['Success', ['ready', 'ready']]);
    for (const { ip_addresses } of await listVms(host)) assert.equal(ip_addresses.length, 1);
    assertLedgerIsMachine(host);
  });

  it('does not take a place from others while it is waited for', async () => {
    const clock = fakeClock();
    const between = (): Promise<void> => clock.advance(1_000);
    const limits = { guest_wait_s: WAIT_S, vm_concurrency: 1 };
    const host = await moving(clock, start({ clock, config: { limits } }));
    const waits = await submit(
      host,
      spec(silentVm('a', { wait_for: 'ip' }), silentVm('b', { wait_for: 'ip' })),
    );
    const other = await ended(host, await submit(host, spec(vm('c'))), { between });
    assert.equal(other.status, 'Success');
    assert.equal((await readJob(host, waits)).status, 'Provisioning');
    assert.deepEqual(host.host.runner.load(), { waiting: 2, active: 0 });
    assert.ok(host.host.runner.has(waits));
  });

  it('that stays silent leaves the VM in place, with a warning that says what to do', async () => {
    const { host, between } = await startAt();
    const id = await submit(host, spec(silentVm('a', { wait_for: 'ip' })));
    const job = await ended(host, id, { between });
    assert.deepEqual([job.status, job.reason, guestsOf(job)], ['Success', null, ['no_answer']]);
    assert.equal(job.vms[0]?.warning?.code, 'guest_no_answer');
    assert.match(job.vms[0].warning.hint ?? '', /hyperv-daemons/);
    const there = await vmNamed(host, 'a');
    assert.deepEqual([there.state, there.heartbeat], ['Running', 'no_contact']);
    assertLedgerIsMachine(host);
  });

  it('that stays silent and was not asked for is no warning', async () => {
    const { host, between } = await startAt();
    const id = await submit(host, spec(silentVm('a')));
    await ended(host, id, { between });
    const job = await guestIs(host, id, 'no_answer', between);
    assert.equal(job.vms[0]?.warning ?? null, null);
  });

  it('that answers late is reached all the same, and the warning goes', async () => {
    const { host, clock, between } = await startAt();
    const id = await submit(host, spec(silentVm('a', { wait_for: 'ip' })));
    await ended(host, id, { between });
    host.hyperv.byHand.changeVm((await vmNamed(host, 'a')).vm_id, {
      power: { state: 'Running', until: 0, started_at: clock.now() },
    });
    const job = await guestIs(host, id, 'ready', between);
    assert.equal(job.vms[0]?.warning ?? null, null);
  });

  it('is waited for on after a restart of the host, and its time goes on', async () => {
    const { host, clock, between } = await startAt();
    const id = await submit(
      host,
      spec(silentVm('a', { wait_for: 'ip' }), vm('b', { wait_for: 'ip' }), silentVm('c')),
    );
    await waitFor(
      'both silent ones wait',
      async () =>
        (await readJob(host, id)).vms.every(({ status, step }) => status === 'Success' || step === 'guest'),
      { between },
    );
    await clock.advance((WAIT_S * 1000) / 2);
    const again = await moving(clock, restart(host, { clock }));
    const begun = clock.monotonic();
    const job = await ended(again, id, { between });
    assert.deepEqual([job.status, guestsOf(job)], ['Success', ['no_answer', 'ready', 'no_answer']]);
    assert.deepEqual(
      job.vms.map(({ warning }) => warning?.code ?? null),
      ['guest_no_answer', null, null],
    );
    assert.ok(clock.monotonic() - begun < (WAIT_S * 1000 * 3) / 4, 'the time before the restart counts');
    assertLedgerIsMachine(again);
  });

  it('does not keep a host from stopping that ends its jobs first', async () => {
    const { host, clock, between } = await startAt();
    const id = await submit(host, spec(silentVm('a', { wait_for: 'ip' }), vm('b')));
    const { body } = await act(host, '/api/host/stop', {});
    assert.deepEqual(body, { stopping: true, unfinished_jobs: 1 });
    await moving(clock, host.host.stopDue);
    const { vms } = await readJob(host, id);
    assert.deepEqual(
      vms.map(({ status, step }) => [status, step]),
      [
        ['Provisioning', 'guest'],
        ['Success', null],
      ],
    );
    const again = await moving(clock, restart(host, { clock }));
    assert.equal((await ended(again, id, { between })).status, 'Success');
  });

  it('is not waited for any longer once the job is cancelled', async () => {
    const { host, between } = await startAt();
    const id = await submit(host, spec(silentVm('a', { wait_for: 'ip' }), vm('b', { start: false })));
    await isWaiting(host, id, between);
    assert.equal(jobIdOf(await act(host, `/api/jobs/${id}/cancel`)), id);
    const job = await ended(host, id, { between });
    assert.deepEqual([job.status, job.reason], ['Failed', 'cancelled']);
    assert.deepEqual([job.vms[0]?.rollback, job.vms[0]?.guest], ['complete', 'not_asked']);
    assert.deepEqual(
      (await listVms(host)).map(({ vm_name }) => vm_name),
      ['b'],
    );
    assertLedgerIsMachine(host);
  });

  it('is undone at once with a sibling that fails, where all or nothing is wanted', async () => {
    const { host, clock, between } = await startAt();
    host.hyperv.faults.add({ kind: 'slow', step: 'configure', vm_name: 'b', delay_ms: 30_000, times: 1 });
    host.hyperv.faults.add({ kind: 'error', step: 'start', vm_name: 'b' });
    const both = spec(silentVm('a', { wait_for: 'ip' }), vm('b'));
    const id = await submit(host, both, '?on_failure=rollback_all');
    const begun = clock.monotonic();
    const job = await ended(host, id, { between });
    assert.deepEqual([job.status, job.reason], ['Failed', 'start_failed']);
    assert.ok(clock.monotonic() - begun < WAIT_S * 1000, 'long before the guest would have been given up');
    assert.deepEqual(await listVms(host), []);
    assertLedgerIsMachine(host);
  });

  it('of a VM that is deleted meanwhile is not asked any more', async () => {
    const { host, between } = await startAt();
    const { job_id, vms } = await ended(host, await submit(host, spec(silentVm('a'))), { between });
    const vmId = vms[0]?.vm_id ?? '';
    await ended(host, jobIdOf(await remove(host, vmId, '?force=true')), { between });
    await guestIs(host, job_id, 'not_asked', between);
  });

  it('is told of by no other job', async () => {
    const host = await start({ speed: 0 });
    const { vms } = await provisioned(host, spec(vm('a', { start: false })));
    const job = await ended(host, jobIdOf(await act(host, `/api/vms/${vms[0]?.vm_id ?? ''}/start`)));
    assert.ok(job.vms.every((one) => !('guest' in one)));
  });
});
