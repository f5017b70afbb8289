import type { Host, HostFile, Job, JobVm, Vm } from '#schemas/generated/types.ts';

/** A VM of a job, waiting unless told otherwise. */
export function jobVm(name: string, more: Partial<JobVm> = {}): JobVm {
  return {
    vm_name: name,
    status: 'Submitted',
    step: null,
    progress: 0,
    vm_id: null,
    error: null,
    rollback: 'none',
    waiting_for: null,
    ...more,
  };
}

/** A VM that a job has finished. */
export function doneVm(name: string): JobVm {
  return jobVm(name, { status: 'Success', progress: 1, vm_id: `id-of-${name}` });
}

/** A VM that a job could not finish. */
export function failedVm(name: string): JobVm {
  const error = { code: 'host_memory', message: 'Not enough memory to start it.', hint: 'Stop a VM.' };
  return jobVm(name, { status: 'Failed', step: 'start', progress: 0.75, error, rollback: 'complete' });
}

/** A job of these VMs; its counts follow from them. */
export function job(vms: JobVm[], more: Partial<Job> = {}): Job {
  const created = vms.filter((vm) => vm.status === 'Success').length;
  const cancelled = vms.filter((vm) => vm.error?.code === 'cancelled').length;
  const failed = vms.filter((vm) => vm.status === 'Failed').length - cancelled;
  return {
    job_id: 'job-1',
    kind: 'provision',
    status: 'Provisioning',
    reason: null,
    counts: { requested: vms.length, created, failed, cancelled },
    operator: 'admin',
    attempt: 1,
    simulated: true,
    cancelling: false,
    on_failure: 'keep',
    created_at: '2026-01-31T12:00:00.000Z',
    started_at: '2026-01-31T12:00:01.000Z',
    finished_at: null,
    vms,
    request: {},
    ...more,
  };
}

/** A job that has ended. */
export function endedJob(vms: JobVm[], status: 'Success' | 'Failed', reason: string | null): Job {
  return job(vms, { status, reason, finished_at: '2026-01-31T12:00:09.000Z' });
}

/** A VM of ours that runs. */
export function vm(name: string, more: Partial<Vm> = {}): Vm {
  return {
    vm_name: name,
    vm_id: `id-of-${name}`,
    state: 'Running',
    managed: true,
    simulated: true,
    job_id: 'job-1',
    generation: 2,
    cpu_cores: 2,
    ram_startup_mb: 2048,
    ram_min_mb: 1024,
    ram_max_mb: 4096,
    memory_assigned_mb: 2048,
    uptime_s: 125,
    ip_addresses: ['10.0.0.5'],
    heartbeat: 'ok',
    disks: [
      { path: `C:\\VMs\\${name}.vhdx`, size_mb: 40960, file_mb: 100, parent_path: 'C:\\Templates\\u.vhdx' },
    ],
    switches: ['External_Switch'],
    tags: [],
    notes: '',
    changed_outside: false,
    charged: { cpu_cores: 2, ram_mb: 4096, storage_mb: 40960, basis: 'spec' },
    ...more,
  };
}

/** A host as it describes itself. */
export function hostView(more: Partial<Host> = {}): Host {
  return {
    name: 'hv01',
    driver: 'hyperv',
    simulated: false,
    version: '0.1.0',
    hyperv_version: '10.0.26100',
    protocol: { min: 1, max: 1 },
    epoch: 1,
    logical_processors: 16,
    memory_mb: 65_536,
    vm_root: 'C:\\VMs\\VMSpec',
    template_roots: ['C:\\Templates'],
    limits: { spec_bytes: 1_048_576, vms: 500 },
    ready: true,
    not_ready_reason: null,
    selftest: 'passed',
    role: 'operator',
    operator: 'ada',
    started_at: '2026-01-31T12:00:00.000Z',
    ...more,
  };
}

/** The file in which a host says where it is. */
export function hostFile(more: Partial<HostFile> = {}): HostFile {
  return {
    url: 'http://127.0.0.1:4417',
    pid: process.pid,
    started_at: '2026-01-31T12:00:00.000Z',
    epoch: 1,
    protocol: { min: 1, max: 1 },
    simulated: true,
    ...more,
  };
}
