import * as l10n from '@vscode/l10n';
import type { Doctor, DoctorCheck } from '#schemas/generated/types.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

/** Icons of what a check found, and the words that go with them. */
const icons = { green: '$(pass)', amber: '$(warning)', red: '$(error)', skipped: '$(dash)' } as const;

/** A check as a row: what is looked at, what was found, and how to mend it. */
export interface CheckRow {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
}

/** The result of Check Host as rows, what is to be mended first. */
export function checkRows({ checks }: Doctor): readonly CheckRow[] {
  const order: readonly DoctorCheck['state'][] = ['red', 'amber', 'green', 'skipped'];
  return checks
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
    .map(({ state, title, message, fix }) => ({
      label: `${icons[state]} ${withoutIcons(title)}`,
      description: withoutIcons(message),
      ...(fix === null ? {} : { detail: l10n.t('Fix: {0}', withoutIcons(fix)) }),
    }));
}

/** What the checks come to, as a sentence. */
export function verdictOf({ verdict }: Pick<Doctor, 'verdict'>): string {
  switch (verdict) {
    case 'green':
      return l10n.t('Nothing stands in the way.');
    case 'amber':
      return l10n.t('VMs can be created; some things are worth a look.');
    case 'red':
      return l10n.t('VMs cannot be created until what is marked with a cross is fixed.');
  }
}
