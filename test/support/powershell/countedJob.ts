import assert from 'node:assert/strict';
import { submit } from '../host/jobs.ts';
import { spec, vm } from '../host/vm.ts';
import type { Job } from '#schemas/generated/types.ts';
import { request } from '../host/client.ts';
import type { EngineHost } from './engineHost.ts';

/** What a job of several VMs cost. */
export interface CountedJob {
  /** PowerShell processes that the host has started so far. */
  readonly processes: number;
  /** Calls of PowerShell for the steps of one VM, on average; reading the machine now and then is none of them. */
  readonly roundTripsPerVm: number;
  /** Cmdlets of the simulated machine that those calls and the readings ran, per VM. */
  readonly cmdletsPerVm: number;
  /** Time of the calls in ms, all together: the shells work at the same time. */
  readonly callsMs: number;
  /** Time of it in which cmdlets waited for the machine. */
  readonly machineMs: number;
}

const READINGS = 'inventory';

/** Has a host make that many VMs in one job, and counts. The job must succeed. */
export async function countedJob(host: EngineHost, name: string, vms: number): Promise<CountedJob> {
  const { driver, machine } = host;
  driver.roundTrips.length = 0;
  machine.questions.length = 0;
  const waited = machine.waitedMs();
  const template = { copies: vms, disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx' };
  const id = await submit(host, spec(vm(name, template)));
  const job = await endOf(host, id);
  assert.equal(job.status, 'Success', JSON.stringify(job.vms));
  const steps = driver.roundTrips.filter(({ operation }) => operation !== READINGS);
  return {
    processes: driver.processes.length,
    roundTripsPerVm: steps.length / vms,
    cmdletsPerVm: machine.questions.length / vms,
    callsMs: driver.roundTrips.reduce((sum, { ms }) => sum + ms, 0),
    machineMs: machine.waitedMs() - waited,
  };
}

/** Waits without asking again and again, which would cost the host more than its work. */
async function endOf(host: EngineHost, id: string): Promise<Job> {
  for (;;) {
    const { body } = await request(host, { path: `/api/jobs/${id}?wait=60` });
    const job = body as Job;
    if (job.status === 'Success' || job.status === 'Failed') return job;
  }
}
