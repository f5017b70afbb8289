import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { KnownHost } from '../hosts/knownHosts.ts';
import type { Parts } from '../parts.ts';

/** Forgets a host with its token; where it was used, the host on this computer is used again. */
export async function run({ hostLink }: Pick<Parts, 'hostLink'>): Promise<void> {
  const { hosts } = await hostLink();
  const host = await askWhich(hosts.known());
  if (host === null) return;
  await hosts.forget(host);
  window.setStatusBarMessage(l10n.t('{0} and its token are forgotten.', host.name), 5000);
}

async function askWhich(known: readonly KnownHost[]): Promise<KnownHost | null> {
  if (known.length === 0) {
    void window.showInformationMessage(l10n.t('No host is saved: there is nothing to forget.'));
    return null;
  }
  const chosen = await window.showQuickPick(
    known.map((host) => ({ label: host.name, description: host.url, host })),
    {
      title: l10n.t('Forget a Host and Its Token'),
      placeHolder: l10n.t('What it has created stays as it is'),
    },
  );
  return chosen?.host ?? null;
}
