import * as l10n from '@vscode/l10n';
import type { HostChoice } from './hostChoice.ts';
import type { KnownHost } from './knownHosts.ts';

/** How a person knows the host that is used, before it has told its name. */
export function hostLabel(choice: HostChoice, known: readonly KnownHost[]): string {
  switch (choice.kind) {
    case 'local':
      return l10n.t('This computer');
    case 'practice':
      return l10n.t('Practice host');
    case 'known':
      return known.find(({ url }) => url === choice.url)?.name ?? new URL(choice.url).host;
  }
}
