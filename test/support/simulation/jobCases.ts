import assert from 'node:assert/strict';
import type { Job } from '#schemas/generated/types.ts';
import { assertLedgerIsMachine } from '../host/ledgerOf.ts';
import { smallMachine } from '../host/smallMachine.ts';
import { spec, vm } from '../host/vm.ts';
import type { Request } from './requests.ts';
import type { JobCase } from './schedules.ts';
import type { SimHost } from './simHost.ts';

/** A VM with a disk on each volume, and one without more. */
const one = vm('a', { data_disks: [{ size_gb: 1, volume: 'D:\\' }] });
const two = spec(one, vm('b'));

const guests = spec({ ...one, wait_for: 'ip' }, vm('b', { wait_for: 'ip' }));

/** All that a small machine has. */
const last = vm('a', {
  ...{ ram_startup_mb: 1024, ram_min_mb: 1024, ram_max_mb: 1024 },
  data_disks: [{ size_gb: 2, volume: 'D:\\', type: 'fixed' }],
});

const made: Request = { ask: 'provision', key: 'made', spec: spec(one) };
const lasting = { kind: 'error', step: 'start', vm_name: 'b' } as const;

function vmIdOf(jobs: readonly Job[]): string {
  const vmId = jobs.at(-1)?.vms[0]?.vm_id;
  if (typeof vmId !== 'string') throw new Error('there is no VM');
  return vmId;
}

/** What is held is what is on the machine, and these VMs are there and no others. */
function assertLeft(host: SimHost, names: readonly string[]): void {
  assertLedgerIsMachine({ host: { store: host.store() }, hyperv: host.machine() });
  const there = [...host.machine().machine.state.vms.values()].map(({ vm_name }) => vm_name);
  assert.deepEqual(there.sort(), names);
}

function succeeds(names: readonly string[]): JobCase['check'] {
  return (host, job) => {
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    assertLeft(host, names);
  };
}

function fails(reason: string, names: readonly string[]): JobCase['check'] {
  return (host, job) => {
    assert.deepEqual([job.status, job.reason], ['Failed', reason]);
    for (const { status, rollback } of job.vms)
      assert.ok(status === 'Success' || rollback === 'complete', JSON.stringify(job.vms));
    assertLeft(host, names);
  };
}

function stateIs(state: string): JobCase['check'] {
  return (host, job) => {
    succeeds(['a'])(host, job);
    const view = host.engine()?.watch.current();
    assert.deepEqual(
      view?.inventory.vms.map((facts) => facts.state),
      [state],
    );
  };
}

const off: Request = { ask: 'provision', key: 'made', spec: spec({ ...one, start: false }) };

/** Every kind of job, and every way in which one is undone. */
export const jobCases: readonly JobCase[] = [
  {
    what: 'provision',
    begin: () => ({ ask: 'provision', key: 'k', spec: two }),
    check: succeeds(['a', 'b']),
  },
  {
    what: 'rollback',
    faults: [lasting],
    begin: () => ({ ask: 'provision', key: 'k', spec: two }),
    check: fails('partial', ['a']),
  },
  {
    what: 'rollback of all',
    faults: [lasting],
    begin: () => ({ ask: 'provision', key: 'k', spec: two, all: true }),
    check: fails('start_failed', []),
  },
  {
    what: 'cancel',
    begin: () => ({ ask: 'provision', key: 'k', spec: two }),
    then: { step: 'network', request: (job_id) => ({ ask: 'cancel', key: 'c', job_id }) },
    check: (host, job) => {
      const finished = job.vms.filter(({ status }) => status === 'Success').map(({ vm_name }) => vm_name);
      if (job.status === 'Failed') fails('cancelled', finished.sort())(host, job);
      else succeeds(['a', 'b'])(host, job);
    },
  },
  {
    what: 'provision that waits for its guests',
    limits: { inventory_interval_ms: 5_000 },
    guestMs: 25_000,
    begin: () => ({ ask: 'provision', key: 'k', spec: guests }),
    check: (host, job) => {
      succeeds(['a', 'b'])(host, job);
      assert.deepEqual(
        job.vms.map(({ guest, warning }) => [guest, warning]),
        [
          ['ready', undefined],
          ['ready', undefined],
        ],
      );
    },
  },
  {
    what: 'cancel while guests are waited for',
    limits: { inventory_interval_ms: 5_000 },
    begin: () => ({ ask: 'provision', key: 'k', spec: guests }),
    then: { step: 'guest', request: (job_id) => ({ ask: 'cancel', key: 'c', job_id }) },
    check: (host, job) => {
      const finished = job.vms.filter(({ status }) => status === 'Success').map(({ vm_name }) => vm_name);
      if (job.status === 'Failed') fails('cancelled', finished.sort())(host, job);
      else succeeds(['a', 'b'])(host, job);
    },
  },
  {
    what: 'provision that takes the last memory and the last of a volume',
    machine: {
      ...smallMachine,
      memory_mb: 1024,
      volumes: [
        { path: 'C:\\', total_gb: 100, free_gb: 50 },
        { path: 'D:\\', total_gb: 2, free_gb: 2 },
      ],
    },
    begin: () => ({ ask: 'provision', key: 'k', spec: spec(last) }),
    check: succeeds(['a']),
  },
  {
    what: 'retry',
    faultsBefore: [{ ...lasting, times: 1 }],
    prepare: [{ ask: 'provision', key: 'first', spec: two }],
    begin: ([job]) => ({ ask: 'retry', key: 'k', job_id: job?.job_id ?? '' }),
    check: succeeds(['a', 'b']),
  },
  {
    what: 'start',
    prepare: [off],
    begin: (jobs) => ({ ask: 'start', key: 'k', vm_id: vmIdOf(jobs) }),
    check: stateIs('Running'),
  },
  {
    what: 'stop',
    prepare: [made],
    begin: (jobs) => ({ ask: 'stop', key: 'k', vm_id: vmIdOf(jobs) }),
    check: stateIs('Off'),
  },
  {
    what: 'restart',
    prepare: [made],
    begin: (jobs) => ({ ask: 'restart', key: 'k', vm_id: vmIdOf(jobs) }),
    check: stateIs('Running'),
  },
  {
    what: 'delete with disks',
    prepare: [made],
    begin: (jobs) => ({ ask: 'delete', key: 'k', vm_id: vmIdOf(jobs), disks: 'delete' }),
    check: succeeds([]),
  },
  {
    what: 'delete, disks kept',
    prepare: [made],
    begin: (jobs) => ({ ask: 'delete', key: 'k', vm_id: vmIdOf(jobs), disks: 'keep' }),
    check: (host, job) => {
      succeeds([])(host, job);
      assert.equal(host.store().ledger.keptDisks().length, 2);
    },
  },
];
