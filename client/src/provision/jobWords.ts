import * as l10n from '@vscode/l10n';
import type { Job, JobVm } from '#schemas/generated/types.ts';
import type { HostJob } from '../store/hostState.ts';
import { doingWord, doneWord, vmState } from '#shared/words/jobWords.ts';
import { count } from '#shared/words/size.ts';

/** Where a job stands, on one line: how many VMs are done, and what one of the others is at. */
export function progressLine(job: HostJob): string {
  const { created, requested } = job.counts;
  const done = l10n.t('{0} of {1} {2}', created, requested, doneWord(job.kind));
  const at = job.vms.find(({ status }) => status === 'Provisioning');
  const line = at === undefined ? done : `${done}; ${at.vm_name}: ${vmState(job.kind, at)}`;
  return job.cancelling ? l10n.t('cancelling, {0}', line) : line;
}

/** How much of a job is done, 0 to 100. */
export function percentDone({ vms }: Pick<HostJob, 'vms'>): number {
  if (vms.length === 0) return 0;
  const sum = vms.reduce((all, { status, progress }) => all + (isOver(status) ? 1 : progress), 0);
  return Math.floor((sum / vms.length) * 100);
}

/** Whether a job has ended. */
export function hasEnded({ status }: Pick<HostJob, 'status'>): boolean {
  return isOver(status);
}

function isOver(status: Job['status']): boolean {
  return status === 'Success' || status === 'Failed';
}

/** What a job under way is called. */
export function jobTitle(job: HostJob, host: string): string {
  return l10n.t('{0} {1} on {2}', doingWord(job.kind), count(job.counts.requested, 'VM'), host);
}

/** How a job ended. */
export interface Outcome {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  /** A retry may create what is missing. */
  readonly retry: boolean;
}

/** Tells how a job ended: nine running VMs of ten are no failure in red. */
export function outcomeOf(job: HostJob, host: string): Outcome {
  const { created, requested } = job.counts;
  const kind = job.simulated ? l10n.t('practice VM') : l10n.t('VM');
  if (job.status === 'Success') {
    const warnings = job.vms.flatMap(warningOf);
    const all = l10n.t('{0} {1} on {2}.', count(created, kind), doneWord(job.kind), host);
    return {
      severity: warnings.length === 0 ? 'information' : 'warning',
      text: [all, ...firstOf(warnings)].join(' '),
      retry: false,
    };
  }
  const done = l10n.t('{0} of {1} {2} on {3}.', created, count(requested, kind), doneWord(job.kind), host);
  if (job.reason === 'cancelled') {
    return {
      severity: 'information',
      text: l10n.t('Cancelled: {0} What was not finished is undone.', done),
      retry: false,
    };
  }
  const reasons = job.vms.filter(({ status }) => status === 'Failed').map(whyFailed);
  const text = [
    done,
    ...reasons.slice(0, 3),
    ...(reasons.length > 3 ? [l10n.t('{0} more failed.', reasons.length - 3)] : []),
  ];
  return { severity: created > 0 ? 'warning' : 'error', text: text.join(' '), retry: true };
}

/** What is wrong with a VM although it was created. */
export function warningOf({ vm_name, warning }: JobVm): string[] {
  return warning == null ? [] : [`${vm_name}: ${[warning.message, warning.hint].filter(Boolean).join(' ')}`];
}

/** The first warning; all have the same reason. */
function firstOf([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  return others.length === 0
    ? [first]
    : [first, l10n.t('The same holds for {0}.', count(others.length, 'more VM'))];
}

function whyFailed({ vm_name, error, rollback }: JobVm): string {
  const left =
    rollback === 'incomplete' ? ` ${l10n.t('Something of it is left; the host keeps cleaning up.')}` : '';
  const hint = error?.hint === undefined ? '' : ` ${error.hint}`;
  return `${vm_name}: ${error?.message ?? l10n.t('failed')}${hint}${left}`;
}
