import * as l10n from '@vscode/l10n';
import { count } from '#shared/words/size.ts';
import type { Repaired } from './repairEach.ts';

/** Reasons that are told of many failures. */
const REASONS = 3;

/** What came of a repair, in one sentence and the reasons of what failed. `wanted`: findings that were to be mended. */
export function repairSummary(
  { actions, failure }: Repaired,
  wanted: number,
  host: string,
): { readonly severity: 'information' | 'warning'; readonly text: string } {
  const failed = actions.filter(({ outcome }) => outcome === 'failed');
  const mended = actions.length - failed.length;
  const head =
    mended === wanted
      ? l10n.t('{0} mended on {1}.', count(mended, 'finding'), host)
      : l10n.t('{0} of {1} mended on {2}.', mended, count(wanted, 'finding'), host);
  const reasons = failed.map(({ what, message }) => (message === null ? what : `${what} ${message}`));
  const more = reasons.length - REASONS;
  return {
    severity: mended === wanted || (failed.length === 0 && failure === null) ? 'information' : 'warning',
    text: [
      head,
      ...reasons.slice(0, REASONS),
      ...(more > 0 ? [l10n.t('{0} more failed.', more)] : []),
      ...(failure === null ? [] : [`${failure.message} ${failure.hint}`.trim()]),
    ].join(' '),
  };
}
