import * as l10n from '@vscode/l10n';
import type { JobKind } from '#schemas/generated/types.ts';
import { count } from '#shared/words/size.ts';
import { doneWord } from '#shared/words/jobWords.ts';
import { outcomeOf, type Outcome } from '../provision/jobWords.ts';
import type { HostJob } from '../store/hostState.ts';

/** Reasons that are told of many failures. */
const REASONS = 3;

/** How jobs ended that a person asked for together: one sentence for all. `refused`: why the host took some of them not. */
export function summaryOf(
  kind: JobKind,
  jobs: readonly HostJob[],
  refused: readonly string[],
  host: string,
): Outcome {
  const [first] = jobs;
  if (jobs.length === 1 && first !== undefined && refused.length === 0) return outcomeOf(first, host);
  const done = jobs.filter(({ status }) => status === 'Success').length;
  const word = doneWord(kind);
  const of = jobs.length + refused.length;
  const reasons = [...jobs.filter(({ status }) => status === 'Failed').map(reasonOf), ...refused];
  const head =
    reasons.length === 0
      ? l10n.t('{0} {1} on {2}.', count(done, 'VM'), word, host)
      : l10n.t('{0} of {1} {2} on {3}.', done, count(of, 'VM'), word, host);
  const more = reasons.length - REASONS;
  return {
    severity: reasons.length === 0 ? 'information' : done > 0 ? 'warning' : 'error',
    text: [head, ...reasons.slice(0, REASONS), ...(more > 0 ? [l10n.t('{0} more failed.', more)] : [])].join(
      ' ',
    ),
    retry: false,
  };
}

function reasonOf({ vms }: HostJob): string {
  const failed = vms.find(({ status }) => status === 'Failed');
  const { error } = failed ?? {};
  const hint = error?.hint === undefined ? '' : ` ${error.hint}`;
  return `${failed?.vm_name ?? ''}: ${error?.message ?? l10n.t('failed')}${hint}`;
}
