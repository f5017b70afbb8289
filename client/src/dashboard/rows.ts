import * as l10n from '@vscode/l10n';
import type { DashboardJob, DashboardVm, JobKind, JobVm, Vm } from '#schemas/generated/types.ts';
import { doingWord, guestWords, vmState } from '#shared/words/jobWords.ts';
import { count, gb } from '#shared/words/size.ts';
import { powerOf, stateWords } from '#shared/words/vmWords.ts';
import { percentDone } from '../provision/jobWords.ts';
import type { HostJob, HostState } from '../store/hostState.ts';
import { busyVms } from '../views/hosts/hostsModel.ts';
import { jobLabel, jobStanding } from '../views/jobs/jobsModel.ts';
import { keep, type Kept } from '../views/kept.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import { isAdopted } from '../vms/isAdopted.ts';

/** What the dashboard lists, by id. */
export interface DashboardRowSet {
  readonly vms: ReadonlyMap<string, Kept<DashboardVm>>;
  readonly jobs: ReadonlyMap<string, Kept<DashboardJob>>;
}

export const noRows: DashboardRowSet = { vms: new Map(), jobs: new Map() };

/**
 * The rows of a state: VMs of the host, those that jobs are creating or could not create, and the jobs. Rows that are as
 * before stay the same objects.
 */
export function rowsOf({ vms, jobs }: HostState, before: DashboardRowSet): DashboardRowSet {
  const busy = busyVms(jobs.values());
  const rows = new Map<string, Kept<DashboardVm>>();
  for (const [id, vm] of vms) {
    const work = busy.get(id) ?? null;
    const made = vm.job_id === null ? undefined : jobs.get(vm.job_id);
    rows.set(
      id,
      keep(before.vms.get(id), [vm, work, made], () => vmRow(vm, work, made)),
    );
  }
  const taken = new Set(Array.from(vms.values(), ({ vm_name }) => vm_name.toLowerCase()));
  for (const job of jobs.values()) {
    if (job.kind !== 'provision') continue;
    for (const [n, vm] of job.vms.entries()) {
      // One that was created and deleted later is no VM any more; one that failed and was made by another job is there.
      if (vm.status === 'Success' || taken.has(vm.vm_name.toLowerCase())) continue;
      const id = `${job.job_id}/${String(n)}`;
      rows.set(
        id,
        keep(before.vms.get(id), [job, vm], () => missingRow(job, vm, id)),
      );
    }
  }
  const jobRows = Array.from(
    jobs,
    ([id, job]) => [id, keep(before.jobs.get(id), [job], () => jobRow(job))] as const,
  );
  return { vms: rows, jobs: new Map(jobRows) };
}

function vmRow(vm: Vm, busy: JobKind | null, made: HostJob | undefined): DashboardVm {
  const entry = made?.vms.find(({ vm_id }) => vm_id === vm.vm_id);
  const ours = entry?.status ?? (vm.managed && !isAdopted(vm) ? 'Success' : null);
  return {
    id: vm.vm_id,
    name: vm.vm_name,
    status: busy === null ? ours : 'Provisioning',
    detail: busy === null ? remarkOn(vm, entry) : doingWord(busy).toLowerCase(),
    power: stateWords(vm.state),
    address: addressOf(vm) ?? '',
    job: vm.job_id ?? '',
    size: sizeOf(vm),
    own: vm.managed,
    there: true,
  };
}

function remarkOn(vm: Vm, entry: JobVm | undefined): string {
  // Of a guest that was reached its address tells.
  const guest = entry === undefined || addressOf(vm) !== null ? null : guestWords(entry);
  const remarks = [
    ...(guest === null || powerOf(vm.state) !== 'running' ? [] : [guest]),
    ...(isAdopted(vm) ? [l10n.t('adopted')] : []),
    ...(vm.changed_outside ? [l10n.t('changed outside')] : []),
  ];
  return remarks.join(', ');
}

function sizeOf({ cpu_cores, ram_max_mb, disks }: Vm): string {
  const storage = disks.reduce((sum, { size_mb }) => sum + size_mb, 0);
  return `${String(cpu_cores)} vCPU, ${gb(ram_max_mb)}, ${count(disks.length, 'disk')} (${gb(storage)})`;
}

function missingRow(job: HostJob, vm: JobVm, id: string): DashboardVm {
  const at = vmState(job.kind, vm);
  return {
    id,
    name: vm.vm_name,
    status: vm.status,
    detail: vm.error === null ? at : `${at}: ${vm.error.message}`,
    power: '',
    address: '',
    job: job.job_id,
    size: '',
    own: true,
    there: false,
  };
}

function jobRow(job: HostJob): DashboardJob {
  return {
    id: job.job_id,
    name: jobLabel(job),
    status: job.status,
    detail: jobStanding(job),
    percent: percentDone(job),
    submitted: job.created_at,
    operator: job.operator,
    kind: job.kind,
  };
}
