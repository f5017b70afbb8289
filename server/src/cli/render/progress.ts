import type { Job, JobVm } from '#schemas/generated/types.ts';
import { standing } from './job.ts';
import { printable } from './printable.ts';
import { count } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { doingWord, vmState } from '#shared/words/jobWords.ts';

const BAR = 20;

function bar(vm: JobVm): string {
  const full = Math.round(Math.min(1, Math.max(0, vm.progress)) * BAR);
  return `[${'='.repeat(full)}${' '.repeat(BAR - full)}]`;
}

function percent(vm: JobVm): string {
  return `${String(Math.floor(vm.progress * 100)).padStart(3)}%`;
}

/** What fits of a text on a line; the end of one that is cut shows that it is. */
function cut(text: string, columns: number): string {
  const letters = [...text];
  if (letters.length <= columns) return text;
  return columns < 1 ? '' : `${letters.slice(0, columns - 1).join('')}…`;
}

function coloured(vm: JobVm, text: string, style: Style): string {
  switch (vm.status) {
    case 'Success':
      return style('green', text);
    case 'Failed':
      return style(vm.error?.code === 'cancelled' ? 'yellow' : 'red', text);
    case 'Submitted':
      return style('dim', text);
    case 'Provisioning':
      return text;
  }
}

/** The most telling VMs first: at work, then failed, then waiting, then done. */
function urgency(vm: JobVm): number {
  return { Provisioning: 0, Failed: 1, Submitted: 2, Success: 3 }[vm.status];
}

function shown(job: Job, lines: number): readonly JobVm[] {
  if (job.vms.length <= lines) return job.vms;
  const kept = new Set([...job.vms].sort((a, b) => urgency(a) - urgency(b)).slice(0, Math.max(1, lines - 1)));
  return job.vms.filter((vm) => kept.has(vm));
}

/** A screen that a picture must fit on. */
export interface ScreenSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * One picture of a job under way: a line for each VM with a bar, as many as fit, and the note below. Lines are cut where
 * the screen ends: a wrapped one would be left behind by the next picture.
 */
export function renderProgress(job: Job, screen: ScreenSize, note: string | null, style: Style): string {
  const spare = note === null ? 2 : 3;
  const vms = shown(job, Math.max(2, screen.rows - spare));
  const width = Math.max(...vms.map((vm) => printable(vm.vm_name).length));
  // Some terminals begin a new line as soon as the last column is written.
  const columns = screen.columns - 1;
  const lines = vms.map((vm) => {
    const name = printable(vm.vm_name).padEnd(width);
    const begin = cut(`  ${name}  ${bar(vm)} ${percent(vm)}  `, columns);
    return `${begin}${coloured(vm, cut(vmState(job.kind, vm), columns - [...begin].length), style)}`.trimEnd();
  });
  const hidden = job.vms.length - vms.length;
  return [
    cut(`${doingWord(job.kind)} ${count(job.vms.length, 'VM')}: ${standing(job)}`, columns),
    ...lines,
    ...(hidden === 0 ? [] : [style('dim', cut(`  … and ${count(hidden, 'more VM')}`, columns))]),
    ...(note === null ? [] : [style('yellow', cut(note, columns))]),
  ].join('\n');
}

/** The lines that tell what changed since the picture before, for output that is no terminal. */
export function progressLines(before: Job | null, now: Job): readonly string[] {
  const known = new Map(before?.vms.map((vm) => [vm.vm_name, vmState(now.kind, vm)]));
  return now.vms.flatMap((vm) => {
    const state = vmState(now.kind, vm);
    if (known.get(vm.vm_name) === state || (before === null && vm.status === 'Submitted')) return [];
    return [`${printable(vm.vm_name)}: ${state} (${percent(vm).trim()})`];
  });
}
