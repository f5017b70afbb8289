import * as l10n from '@vscode/l10n';
import type { FormJob, FormJobVm, Job, JobVm } from '#schemas/generated/types.ts';
import { vmState } from '#shared/words/jobWords.ts';
import { hasEnded, jobTitle, outcomeOf, percentDone, progressLine } from '../provision/jobWords.ts';

/** A job as a form shows it. `away` says why it may be old; empty when it is not. */
export function jobView(job: Job, host: string, away: string): FormJob {
  const ended = hasEnded(job);
  const outcome = ended ? outcomeOf(job, host) : null;
  const phase = phaseOf(job);
  return {
    job_id: job.job_id,
    title: jobTitle(job, host),
    line: progressLine(job),
    percent: ended ? 100 : percentDone(job),
    phase,
    away: ended ? '' : away,
    outcome: outcome?.text ?? '',
    next: ended ? nextFor(phase, job) : '',
    retry: outcome?.retry ?? false,
    vms: job.vms.map((vm) => vmView(job, vm)),
  };
}

function phaseOf(job: Job): FormJob['phase'] {
  if (job.status === 'Success') return 'success';
  if (job.status !== 'Failed') return job.cancelling ? 'cancelling' : 'running';
  if (job.reason === 'cancelled') return 'cancelled';
  return job.counts.created > 0 ? 'partial' : 'failed';
}

function nextFor(phase: FormJob['phase'], job: Job): string {
  switch (phase) {
    case 'success':
      return job.simulated
        ? l10n.t('Practice VMs take room on the practice host only. Change names or add VMs to go on.')
        : l10n.t('They are in Hyper-V Manager under these names. Change names or add VMs to create more.');
    case 'cancelled':
      return l10n.t('Submit again to create what is missing.');
    case 'partial':
    case 'failed':
      return l10n.t('Mend what is said beside each VM, then try again: what is created already stays.');
    case 'running':
    case 'cancelling':
    case 'unknown':
      return '';
  }
}

function vmView(job: Job, vm: JobVm): FormJobVm {
  return {
    name: vm.vm_name,
    state: vmState(job.kind, vm),
    percent: vm.status === 'Success' ? 100 : Math.min(100, Math.max(0, Math.round(vm.progress * 100))),
    phase: phases[vm.status],
    error: [(vm.error ?? vm.warning)?.message, (vm.error ?? vm.warning)?.hint].filter(Boolean).join(' '),
  };
}

const phases: Readonly<Record<JobVm['status'], FormJobVm['phase']>> = {
  Submitted: 'waiting',
  Provisioning: 'running',
  Success: 'success',
  Failed: 'failed',
};
