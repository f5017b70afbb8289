import assert from 'node:assert/strict';
import type { Job } from '#schemas/generated/types.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { stateOf } from '../../../server/src/host/hyperv/simulated/machine/power.ts';
import { request, type Reachable, type TestRequest } from '../host/client.ts';
import { ended, jobIdOf, provisioned } from '../host/jobs.ts';
import { leftOnMachine } from '../host/ledgerOf.ts';
import type { TestHost } from '../host/testHost.ts';
import { spec, vm } from '../host/vm.ts';

/** A kind of job that a host is killed in. */
export interface CrashJob {
  readonly name: string;
  /** What the machine refuses as long as it lives. */
  readonly faults: readonly FaultRule[];
  /** Whether the VM is there before, running or off. */
  readonly before: 'none' | 'running' | 'off';
  /** What is asked for, of the VM that is there. */
  readonly ask: (vmId: string) => TestRequest;
  /** The end that a job must have, whatever happened meanwhile. */
  readonly check: (host: TestHost, job: Job) => void;
}

const one = vm('a', { cpu_cores: 2, data_disks: [{ size_gb: 1, volume: 'D:\\' }] });
const make: TestRequest = { method: 'POST', path: '/api/vms/provision', body: spec(one) };
const action =
  (name: string, body?: unknown) =>
  (vmId: string): TestRequest => ({
    method: 'POST',
    path: `/api/vms/${vmId}/${name}`,
    ...(body === undefined ? {} : { body }),
  });

/** Every kind of job, and the way back of one that fails. */
export const crashJobs: readonly CrashJob[] = [
  { name: 'provision', faults: [], before: 'none', ask: () => make, check: endsWith('Running') },
  { name: 'start', faults: [], before: 'off', ask: action('start'), check: endsWith('Running') },
  {
    name: 'stop',
    faults: [],
    before: 'running',
    ask: action('stop', { mode: 'turn_off' }),
    check: endsWith('Off'),
  },
  { name: 'restart', faults: [], before: 'running', ask: action('restart'), check: endsWith('Running') },
  {
    name: 'delete',
    faults: [],
    before: 'running',
    ask: (vmId) => ({ method: 'DELETE', path: `/api/vms/${vmId}?disks=delete&force=true` }),
    check: (host, job) => {
      assert.equal(job.status, 'Success', JSON.stringify(job.vms));
      assertNothing(host);
    },
  },
  {
    name: 'rollback',
    faults: [{ kind: 'error', step: 'start' }],
    before: 'none',
    ask: () => make,
    check: (host, job) => {
      assert.deepEqual([job.status, job.vms[0]?.rollback], ['Failed', 'complete'], JSON.stringify(job.vms));
      assertNothing(host);
    },
  },
];

/** Makes what is there before the job; answers the id of the VM, or nothing where there is none. */
export async function prepare(host: TestHost, { before }: CrashJob): Promise<string> {
  if (before === 'none') return '';
  const job = await provisioned(host, spec({ ...one, start: before === 'running' }));
  assert.equal(job.status, 'Success', JSON.stringify(job.vms));
  return job.vms[0]?.vm_id ?? '';
}

/** Asks for the job, or asks again after a crash: with one key there is one job. Waits until it has ended. */
export async function askAndWait(host: Reachable, job: CrashJob, vmId: string): Promise<Job> {
  const answer = await request(host, {
    ...job.ask(vmId),
    headers: { 'idempotency-key': `crash-${job.name}` },
  });
  return ended(host, jobIdOf(answer));
}

/** The VM is there once, whole and in this state. */
function endsWith(state: 'Running' | 'Off'): CrashJob['check'] {
  return ({ hyperv: { machine } }, job) => {
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    const vms = [...machine.state.vms.values()];
    assert.deepEqual(
      vms.map((found) => [found.vm_name, stateOf(machine, found)]),
      [[one.vm_name, state]],
    );
    const [found] = vms;
    assert.equal(found?.cpu_cores, one.cpu_cores);
    assert.equal(found.drives.filter(({ kind }) => kind === 'hard_disk').length, 2);
  };
}

function assertNothing(host: TestHost): void {
  assert.deepEqual(leftOnMachine(host), []);
  assert.deepEqual(host.host.store.ledger.keptDisks(), []);
}
