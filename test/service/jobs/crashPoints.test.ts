import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, describe, it } from 'mocha';
import type { Job, SimulatedHostFile, SpecFile } from '#schemas/generated/types.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { act, ended, jobIdOf, provisioned, remove, submit } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, leftOnMachine } from '../../support/host/ledgerOf.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { startTestHost, type TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { skipTest } from '../../support/skipTest.ts';

/**
 * Copies of the data directory of a host, one after each commit to its records and each change of its machine. Since
 * all of these are synchronous, a copy is what a process that was killed then would have left.
 */
interface CrashPoints {
  readonly folders: readonly string[];
  stop(): void;
}

function copyAtEveryChange(host: TestHost, into: string): CrashPoints {
  const folders: string[] = [];
  const copy = (): void => {
    const folder = join(into, String(folders.length));
    cpSync(host.directory, folder, { recursive: true });
    folders.push(folder);
  };
  const { machine } = host.hyperv;
  const commit = machine.commit.bind(machine);
  Object.assign(machine, {
    commit: (change: Parameters<typeof commit>[0]) => {
      commit(change);
      copy();
    },
  });
  const stop = host.host.store.onEvents(copy);
  return {
    folders,
    stop: () => {
      stop();
      Object.assign(machine, { commit });
    },
  };
}

interface Schedule {
  readonly what: string;
  readonly machine?: SimulatedHostFile;
  readonly faults?: readonly FaultRule[];
  /** Makes what is there before; answers what `begin` needs. */
  readonly prepare?: (host: TestHost) => Promise<string>;
  /** Answers the id of the job. */
  readonly begin: (host: TestHost, prepared: string) => Promise<string>;
  readonly check: (host: TestHost, job: Job) => void;
}

const two: SpecFile = spec(vm('a', { data_disks: [{ size_gb: 1, volume: 'D:\\' }] }), vm('b'));

function names({ hyperv }: TestHost): string[] {
  return [...hyperv.machine.state.vms.values()].map(({ vm_name }) => vm_name).sort();
}

const schedules: readonly Schedule[] = [
  {
    what: 'while VMs are made',
    begin: (host) => submit(host, two),
    check: (host, job) => {
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.deepEqual(names(host), ['a', 'b']);
    },
  },
  {
    what: 'while a VM is made that takes the last memory and the last of a volume',
    machine: {
      ...smallMachine,
      memory_mb: 1024,
      volumes: [
        { path: 'C:\\', total_gb: 100, free_gb: 50 },
        { path: 'D:\\', total_gb: 2, free_gb: 2 },
      ],
    },
    begin: (host) =>
      submit(
        host,
        spec(
          vm('a', {
            ...{ ram_startup_mb: 1024, ram_min_mb: 1024, ram_max_mb: 1024 },
            data_disks: [{ size_gb: 2, volume: 'D:\\', type: 'fixed' }],
          }),
        ),
      ),
    check: (host, job) => {
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.deepEqual(names(host), ['a']);
    },
  },
  {
    what: 'while one of two fails and is removed',
    faults: [{ kind: 'error', step: 'start', vm_name: 'b' }],
    begin: (host) => submit(host, two),
    check: (host, job) => {
      assert.deepEqual([job.status, job.reason], ['Failed', 'partial']);
      assert.deepEqual(names(host), ['a']);
    },
  },
  {
    what: 'while all are undone because one failed',
    faults: [{ kind: 'error', step: 'start', vm_name: 'b' }],
    begin: (host) => submit(host, two, '?on_failure=rollback_all'),
    check: (host, job) => {
      assert.deepEqual([job.status, job.reason], ['Failed', 'start_failed']);
      assert.deepEqual(names(host), []);
    },
  },
  {
    what: 'while a failed one is made again',
    faults: [{ kind: 'error', step: 'start', vm_name: 'b', times: 1 }],
    prepare: async (host) => (await provisioned(host, two)).job_id,
    begin: async (host, jobId) => jobIdOf(await act(host, `/api/jobs/${jobId}/retry`)),
    check: (host, job) => {
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.deepEqual(names(host), ['a', 'b']);
    },
  },
  {
    what: 'while a VM is deleted with its disks',
    prepare: async (host) => (await provisioned(host, two)).vms[0]?.vm_id ?? '',
    begin: async (host, id) => jobIdOf(await remove(host, id, '?disks=delete&force=true')),
    check: (host, job) => {
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assert.deepEqual(names(host), ['b']);
      assert.deepEqual(host.host.store.ledger.keptDisks(), []);
      assert.deepEqual(
        leftOnMachine(host).filter((left) => left.startsWith('D:')),
        [],
      );
    },
  },
];

describe('a host that is killed at any moment', function () {
  this.timeout(120_000);
  const state = { into: '', hosts: new Set<TestHost>() };

  before(function () {
    if (process.platform === 'win32')
      skipTest(this, 'the records of a running host cannot be copied on Windows');
  });
  afterEach(async () => {
    for (const host of state.hosts) {
      await host.stop();
      host.remove();
    }
    state.hosts.clear();
    if (state.into !== '') rmSync(state.into, { recursive: true, force: true });
  });

  for (const { what, machine = smallMachine, faults = [], prepare, begin, check } of schedules) {
    it(`${what}: after the restart the job ends as if nothing had happened`, async () => {
      state.into = mkdtempSync(join(tmpdir(), 'vmspec-crash-'));
      const first = await startTestHost({ machine, faults });
      state.hosts.add(first);
      const prepared = (await prepare?.(first)) ?? '';
      const points = copyAtEveryChange(first, state.into);
      const id = await begin(first, prepared);
      check(first, await ended(first, id));
      points.stop();
      assert.ok(points.folders.length > 10, `${points.folders.length} moments`);

      const lasting = faults.filter(({ times }) => times === undefined);
      for (const [index, directory] of points.folders.entries()) {
        const host = await startTestHost({ directory, machine, faults: lasting });
        state.hosts.add(host);
        const job = await ended(host, id);
        try {
          check(host, job);
          assertLedgerIsMachine(host);
        } catch (error) {
          throw new Error(`after change ${index} of ${points.folders.length}`, { cause: error });
        }
        await host.stop();
        state.hosts.delete(host);
      }
    });
  }
});
