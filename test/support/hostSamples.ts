import type { Capacity, Host, Vm } from '#schemas/generated/types.ts';
import { doneVm, hostView, job, vm } from './wireSamples.ts';
import type { HostJob, HostState } from '../../client/src/store/hostState.ts';

export const GB = 1024;

/** A VM that VMSpec created; change what a test is about. */
export function hostVm(vm_name: string, changes: Partial<Vm> = {}): Vm {
  return vm(vm_name, { vm_id: `id-${vm_name}`, job_id: jobId(1), ip_addresses: [], ...changes });
}

/** The id of the n-th job. */
export function jobId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A job whose VMs have these names; it has created all of them. */
export function hostJob(n: number, names: readonly string[], changes: Partial<HostJob> = {}): HostJob {
  const at = (minute: number): string =>
    `2026-01-31T12:0${String(minute)}:${String(n % 60).padStart(2, '0')}.000Z`;
  const vms = names.map((name) => ({ ...doneVm(name), vm_id: `id-${name}` }));
  const { request: _, ...kept } = job(vms, { job_id: jobId(n), status: 'Success' });
  return { ...kept, created_at: at(0), started_at: at(0), finished_at: at(1), ...changes };
}

export const sampleCapacity: Capacity = {
  resources: [
    resource('cpu', 'cores', 64, 60),
    resource('ram', 'MB', 64 * GB, 32 * GB),
    { ...resource('storage', 'MB', 500 * GB, 20 * GB), volume: 'C:\\' },
  ],
  warnings: [],
  kept_disks: [],
  at: '2026-01-31T12:00:00.000Z',
  simulated: true,
};

function resource(
  name: 'cpu' | 'ram' | 'storage',
  unit: 'cores' | 'MB',
  total: number,
  available: number,
): Capacity['resources'][number] {
  return {
    resource: name,
    unit,
    total,
    percent: 100,
    host_reserve: 0,
    committed: total - available,
    committed_unmanaged: 0,
    reserved: 0,
    available,
    over_by: 0,
  };
}

export const sampleHost: Host = hostView({ operator: 'admin' });

/** What is known of a host with these VMs and jobs. */
export function hostState(
  vms: readonly Vm[],
  jobs: readonly HostJob[] = [],
  changes: Partial<HostState> = {},
): HostState {
  return {
    host: sampleHost,
    vms: new Map(vms.map((vm) => [vm.vm_id, vm])),
    jobs: new Map(jobs.map((job) => [job.job_id, job])),
    capacity: sampleCapacity,
    templates: {
      templates: [
        {
          path: 'C:\\Templates\\ubuntu.vhdx',
          size_gb: 40,
          os: 'linux',
          generation: 2,
          children: 1,
          state: 'ok',
        },
      ],
      roots: ['C:\\Templates'],
    },
    networks: { networks: [{ name: 'External_Switch', type: 'External', vlan_id: null }] },
    at: '2026-01-31T12:02:00.000Z',
    ...changes,
  };
}
