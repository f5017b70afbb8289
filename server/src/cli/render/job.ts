import type { Job, JobVm } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import { count, duration } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { time } from './time.ts';
import { doneWord, vmState } from '#shared/words/jobWords.ts';

function seconds(job: Job): number | null {
  if (job.started_at === null || job.finished_at === null) return null;
  return (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000;
}

/** How a job stands or ended, in a few words: `9 of 10 created`, `cancelled: 3 of 10 created`. */
export function standing(job: Job): string {
  const { created, requested } = job.counts;
  const done = `${String(created)} of ${String(requested)} ${doneWord(job.kind)}`;
  if (job.status === 'Failed' && job.reason === 'cancelled') return `cancelled: ${done}`;
  if (job.cancelling && job.finished_at === null) return `cancelling: ${done}`;
  return job.status === 'Submitted' ? `waiting: ${done}` : done;
}

function colouredStanding(job: Job, style: Style): string {
  const text = standing(job);
  if (job.status === 'Success')
    return style(job.vms.some(({ warning }) => warning) ? 'yellow' : 'green', text);
  if (job.status !== 'Failed') return text;
  // Nine running VMs of ten are no failure in red.
  return style(job.counts.created > 0 || job.reason === 'cancelled' ? 'yellow' : 'red', text);
}

/** So many letters of an id are shown where the rest can be left out. */
const SHORT_ID = 8;

/** The beginning of the ids that tells these jobs apart. */
function shortIds(jobs: readonly Job[]): (id: string) => string {
  for (let letters = SHORT_ID; letters < 36; letters += 1) {
    const short = new Set(jobs.map((job) => job.job_id.slice(0, letters)));
    if (short.size === jobs.length) return (id) => id.slice(0, letters);
  }
  return (id) => id;
}

/** Jobs as a table, newest first. `wide`: with their whole ids. */
export function renderJobs(jobs: readonly Job[], style: Style, wide = false): string {
  if (jobs.length === 0) return 'No jobs.';
  const columns = [
    { title: 'Job' },
    { title: 'Kind' },
    { title: 'Status' },
    { title: 'VMs' },
    { title: 'By' },
    { title: 'Submitted' },
  ];
  const shown = wide ? (id: string): string => id : shortIds(jobs);
  const rows = jobs.map((job) => [
    shown(job.job_id),
    job.kind,
    job.reason === 'partial' ? 'partial' : job.status,
    colouredStanding(job, style),
    printable(job.operator),
    time(job.created_at),
  ]);
  return table(columns, rows, style);
}

function renderFailedVm(job: Job, vm: JobVm, style: Style): readonly string[] {
  const error = vm.error;
  if (error === null) return [];
  const name = style('bold', printable(vm.vm_name));
  const lines = [`  ${name} not ${doneWord(job.kind)}: ${printable(error.message)} [${error.code}]`];
  if (error.detail !== undefined) lines.push(style('dim', `    ${printable(error.detail)}`));
  if (error.hint !== undefined) lines.push(`    ${printable(error.hint)}`);
  if (vm.rollback === 'incomplete') lines.push('    Something of it is left; the host keeps cleaning up.');
  return lines;
}

/** What is wrong although the VMs were created: each kind of it once, with the names. */
function renderWarnings({ vms }: Job, style: Style): readonly string[] {
  const warned = Map.groupBy(vms, ({ warning }) => warning?.code ?? null);
  return [...warned].flatMap(([code, [first, ...others]]) => {
    if (code === null || first?.warning == null) return [];
    const { message, hint } = first.warning;
    const names = [first, ...others].map(({ vm_name }) => style('bold', printable(vm_name))).join(', ');
    return [
      `  ${names}: ${printable(message)} [${code}]`,
      ...(hint === undefined ? [] : [`    ${printable(hint)}`]),
    ];
  });
}

/**
 * How a job ended: how many VMs are there, which are not, why, and what to do next. `failedJobs`: which jobs to try again,
 * where several are told as one.
 */
export function renderOutcome(
  job: Job,
  style: Style,
  failedJobs: readonly string[] = job.status === 'Failed' ? [job.job_id] : [],
): string {
  const took = seconds(job);
  const head = `${colouredStanding(job, style)}${took === null ? '' : ` in ${duration(took)}`}`;
  const cancelled = job.vms.filter((vm) => vm.error?.code === 'cancelled').length;
  const failed = job.vms.filter((vm) => vm.status === 'Failed' && vm.error?.code !== 'cancelled');
  const lines = [
    head,
    ...failed.flatMap((vm) => renderFailedVm(job, vm, style)),
    ...renderWarnings(job, style),
  ];
  if (cancelled > 0) lines.push(`  ${count(cancelled, 'VM')} cancelled and undone`);
  for (const id of failedJobs) lines.push(`Try again what is missing: vmspec retry ${id} --wait`);
  return lines.join('\n');
}

/** Everything about one job. `addressOf`: where the guest of a VM is reached, by the id of the VM. */
export function renderJob(
  job: Job,
  style: Style,
  addressOf: (vmId: string) => string | null = () => null,
): string {
  const facts = [
    `${style('bold', 'Job')} ${job.job_id} (${job.kind}), by ${printable(job.operator)}, attempt ${String(job.attempt)}`,
    `submitted ${time(job.created_at)}, started ${time(job.started_at)}, ended ${time(job.finished_at)}`,
  ];
  const rows = job.vms.map((vm) => [
    printable(vm.vm_name),
    vmState(job.kind, vm, vm.vm_id === null ? null : addressOf(vm.vm_id)),
    `${String(Math.round(vm.progress * 100))}%`,
    vm.vm_id ?? '-',
  ]);
  const columns = [{ title: 'VM' }, { title: 'State' }, { title: 'Progress', right: true }, { title: 'Id' }];
  const ending = job.finished_at === null ? colouredStanding(job, style) : renderOutcome(job, style);
  return [...facts, table(columns, rows, style), ending].join('\n');
}
