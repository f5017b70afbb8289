import * as l10n from '@vscode/l10n';
import type { JobKind, JobVm } from '#schemas/generated/types.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import { vmState } from '#shared/words/jobWords.ts';
import { count } from '#shared/words/size.ts';
import { hasEnded, percentDone } from '../../provision/jobWords.ts';
import type { HostJob, HostState } from '../../store/hostState.ts';
import { plant, type Model } from '../tree/model.ts';
import { colors, type Icon, type Row } from '../tree/row.ts';

/** Jobs that are shown: the newest. */
const SHOWN = 200;

/** The id of a job's row. */
export function jobRowId(jobId: string): string {
  return `job/${jobId}`;
}

/** The jobs of the host, newest first, with their VMs. Empty where there is no host. */
export function jobsModel(before: Model, state: HostState | null): Model {
  const tree = plant(before);
  const jobs = [...(state?.jobs.values() ?? [])].sort(newestFirst).slice(0, SHOWN);
  for (const job of jobs) {
    const { job_id } = job;
    const row = tree.addKept(null, jobRowId(job_id), { kind: 'job', jobId: job_id }, [job], () =>
      jobRow(job),
    );
    for (const [n, vm] of job.vms.entries()) {
      const id = `${jobRowId(job_id)}/${String(n)}`;
      const at = vm.guest === 'ready' && vm.vm_id !== null ? state?.vms.get(vm.vm_id) : undefined;
      const address = at === undefined ? null : addressOf(at);
      tree.addKept(row, id, { kind: 'jobVm', jobId: job_id, n }, [vm, job.kind, address], () =>
        jobVmRow(job.kind, vm, address),
      );
    }
  }
  return tree.model;
}

function newestFirst(left: HostJob, right: HostJob): number {
  if (left.created_at === right.created_at) return left.job_id < right.job_id ? -1 : 1;
  return left.created_at > right.created_at ? -1 : 1;
}

/** What a job is for: `Create web-01`, `Delete 3 VMs`. */
export function jobLabel({ kind, vms }: Pick<HostJob, 'kind' | 'vms'>): string {
  const [first] = vms;
  const what = vms.length === 1 && first !== undefined ? first.vm_name : count(vms.length, 'VM');
  switch (kind) {
    case 'provision':
      return l10n.t('Create {0}', what);
    case 'start':
      return l10n.t('Start {0}', what);
    case 'stop':
      return l10n.t('Stop {0}', what);
    case 'restart':
      return l10n.t('Restart {0}', what);
    case 'delete':
      return l10n.t('Delete {0}', what);
  }
}

/** Where a job stands, in a few words: nine VMs of ten are no failure. */
export function jobStanding(job: HostJob): string {
  const { status, reason, counts, cancelling } = job;
  const done = l10n.t('{0} of {1} done', counts.created, counts.requested);
  switch (status) {
    case 'Submitted':
      return l10n.t('waiting');
    case 'Provisioning':
      return cancelling ? l10n.t('being cancelled') : `${String(percentDone(job))} % · ${done}`;
    case 'Success': {
      const silent = job.vms.filter(({ warning }) => warning != null).length;
      return silent === 0 ? l10n.t('done') : l10n.t('done, no answer from {0}', count(silent, 'guest'));
    }
    case 'Failed':
      if (reason === 'cancelled') return l10n.t('cancelled, {0}', done);
      return counts.created > 0 ? done : l10n.t('failed');
  }
}

function jobRow(job: HostJob): Row {
  const label = jobLabel(job);
  const standing = jobStanding(job);
  const at = timeOf(job.finished_at ?? job.created_at);
  return {
    label,
    description: `${standing} · ${at}`,
    tooltip: [
      l10n.t('Submitted {0} by {1}', timeOf(job.created_at), job.operator),
      ...(job.attempt > 1 ? [l10n.t('Attempt {0}', job.attempt)] : []),
      l10n.t('Job {0}', job.job_id),
    ].join('\n'),
    icon: jobIcon(job),
    context: ['job', job.kind, contextOf(job)].join('.'),
    open: !hasEnded(job),
    spoken: l10n.t('Job {0}, {1}, {2}', label, standing.replaceAll(' · ', ', '), at),
  };
}

function contextOf({ status, cancelling }: HostJob): string {
  if (status === 'Failed') return 'failed';
  if (status === 'Success') return 'done';
  return cancelling ? 'cancelling' : 'running';
}

function jobIcon({ status, reason, counts, vms }: HostJob): Icon {
  switch (status) {
    case 'Submitted':
      return { name: 'clock', color: colors.busy };
    case 'Provisioning':
      return { name: 'loading~spin', color: colors.busy };
    case 'Success':
      return vms.some(({ warning }) => warning != null)
        ? { name: 'warning', color: colors.warn }
        : { name: 'pass', color: colors.good };
    case 'Failed':
      if (reason === 'cancelled') return { name: 'circle-slash', color: colors.quiet };
      return counts.created > 0
        ? { name: 'warning', color: colors.warn }
        : { name: 'error', color: colors.bad };
  }
}

function jobVmRow(kind: JobKind, vm: JobVm, address: string | null): Row {
  const at = vmState(kind, vm, address);
  const percent =
    vm.status === 'Provisioning' && vm.progress > 0 ? ` · ${String(Math.floor(vm.progress * 100))} %` : '';
  const { error, warning = null } = vm;
  const told = error ?? warning;
  const why = told === null ? null : [told.message, told.hint].filter(Boolean).join('\n');
  return {
    label: vm.vm_name,
    description: error === null ? `${at}${percent}` : `${at}: ${error.message}`,
    ...(why === null ? {} : { tooltip: why }),
    icon: jobVmIcon(vm),
    context: vm.status === 'Success' && kind !== 'delete' ? 'jobVm.there' : 'jobVm.none',
    spoken: l10n.t('VM {0}, {1}', vm.vm_name, why === null ? `${at}${percent}` : `${at}, ${why}`),
  };
}

function jobVmIcon({ status, error, warning }: JobVm): Icon {
  switch (status) {
    case 'Submitted':
      return { name: 'clock', color: colors.quiet };
    case 'Provisioning':
      return { name: 'loading~spin', color: colors.busy };
    case 'Success':
      return warning == null ? { name: 'pass', color: colors.good } : { name: 'warning', color: colors.warn };
    case 'Failed':
      return error?.code === 'cancelled'
        ? { name: 'circle-slash', color: colors.quiet }
        : { name: 'error', color: colors.bad };
  }
}

/** A time for people: of today the time of day, else the day with it. */
export function timeOf(at: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(undefined, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
