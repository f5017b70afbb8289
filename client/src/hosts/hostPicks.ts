import * as l10n from '@vscode/l10n';
import { type HostChoice, isSameChoice, LOCAL, PRACTICE } from './hostChoice.ts';
import { hostLabel } from './hostLabel.ts';
import type { KnownHost } from './knownHosts.ts';

/** A host to choose, as a row. */
export interface HostPick {
  readonly label: string;
  readonly description: string;
  readonly choice: HostChoice;
}

/** Every host that can be chosen; the one in use says so. */
export function hostPicks(known: readonly KnownHost[], current: HostChoice): readonly HostPick[] {
  const rows: readonly (readonly [string, HostChoice, string])[] = [
    ...known.map(({ url }) => ['$(server)', { kind: 'known', url }, new URL(url).host] as const),
    ['$(vm)', LOCAL, l10n.t('the host that is installed or started here')],
    ['$(beaker)', PRACTICE, l10n.t('behaves like Hyper-V, creates nothing')],
  ];
  return rows.map(([icon, choice, what]) => ({
    label: `${icon} ${hostLabel(choice, known)}`,
    description: isSameChoice(choice, current) ? l10n.t('{0} · in use', what) : what,
    choice,
  }));
}
