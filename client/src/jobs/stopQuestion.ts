import * as l10n from '@vscode/l10n';
import type { HostJob } from '../store/hostState.ts';
import { jobLabel } from '../views/jobs/jobsModel.ts';
import type { Question } from '../vms/questions.ts';

/** Asks before a job is stopped: says what stays and what goes. */
export function stopQuestion(job: Pick<HostJob, 'kind' | 'vms' | 'counts'>): Question {
  const { created, requested, failed, cancelled } = job.counts;
  const rest = requested - created - failed - cancelled;
  return {
    text: l10n.t('Stop "{0}"?', jobLabel(job)),
    detail:
      created === 0
        ? l10n.t('What was begun is undone: {0}.', removed(rest))
        : l10n.t('{0} and {1}.', finished(created), removed(rest)),
  };
}

function finished(n: number): string {
  return n === 1 ? l10n.t('1 finished VM stays') : l10n.t('{0} finished VMs stay', n);
}

function removed(n: number): string {
  return n === 1 ? l10n.t('1 is removed') : l10n.t('{0} are removed', n);
}
