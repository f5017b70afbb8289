import * as l10n from '@vscode/l10n';
import type { Audit, AuditFinding } from '#schemas/generated/types.ts';
import { count } from '#shared/words/size.ts';

/** Whether something is off: a disk that somebody chose to keep is not. */
export function isOff({ kind }: Pick<AuditFinding, 'kind'>): boolean {
  return kind !== 'disk_kept';
}

/** Findings that a repair mends without a loss. */
export function safeOnes({ findings }: Pick<Audit, 'findings'>): AuditFinding[] {
  return findings.filter(({ remedy }) => remedy === 'safe');
}

/** Files that a repair removes when it is asked to. */
export function removableOnes({ findings }: Pick<Audit, 'findings'>): AuditFinding[] {
  return findings.filter(({ remedy }) => remedy === 'on_request');
}

/** What an audit comes to, as a sentence. */
export function auditVerdict({ findings }: Pick<Audit, 'findings'>): string {
  const off = findings.filter(isOff).length;
  if (off === 0) return l10n.t('Records and host agree.');
  return off === 1 ? l10n.t('1 thing is off.') : l10n.t('{0} things are off.', off);
}

/** How much was looked at, as a sentence. */
export function comparedWords({ compared }: Pick<Audit, 'compared'>): string {
  const { vms, own_vms, files, reservations, jobs } = compared;
  return l10n.t(
    'Compared: {0} on the host, {1} in the records, {2}, {3}, {4} under way.',
    count(vms, 'VM'),
    count(own_vms, 'VM'),
    count(files, 'file'),
    count(reservations, 'reservation'),
    count(jobs, 'job'),
  );
}
