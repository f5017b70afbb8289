import * as l10n from '@vscode/l10n';
import type { AuditDifference } from '#schemas/generated/types.ts';
import { gb } from '#shared/words/size.ts';

/** What a difference is named that is about the disk at a path. */
const DISK = 'disk ';

/** The path of the disk that a difference is about; null: it is about a member of the spec. */
export function diskOf({ member }: Pick<AuditDifference, 'member'>): string | null {
  return member.startsWith(DISK) ? member.slice(DISK.length) : null;
}

/** Whether the host has a disk that is not recorded at all. */
export function isNewDisk(difference: AuditDifference): boolean {
  return diskOf(difference) !== null && difference.recorded === 0;
}

/** Whether the host does not have a disk any more that is recorded. */
export function isLostDisk(difference: AuditDifference): boolean {
  return diskOf(difference) !== null && difference.actual === 0;
}

/** What differs, for people: `cpu_cores: 2 → 4`. */
export function differenceText(difference: AuditDifference): string {
  const { member, recorded, actual } = difference;
  const isSize = diskOf(difference) !== null || member.startsWith('ram_');
  const show = (value: string | number): string =>
    typeof value === 'number' && isSize ? gb(value) : String(value);
  const before = isNewDisk(difference) ? l10n.t('not recorded') : show(recorded);
  const now = isLostDisk(difference) ? l10n.t('gone') : show(actual);
  return `${member}: ${before} → ${now}`;
}
