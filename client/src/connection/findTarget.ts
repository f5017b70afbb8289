import * as l10n from '@vscode/l10n';
import { tokenOf } from '#shared/host/token.ts';
import type { HostChoice } from '../hosts/hostChoice.ts';
import type { KnownHost } from '../hosts/knownHosts.ts';
import { HostFailure } from './failure.ts';
import { findLocal } from './findLocal.ts';
import type { TargetReading } from './target.ts';

/** What is known when a host is looked for. */
export interface Whereabouts {
  /** Off: no host is used. */
  readonly enabled: boolean;
  readonly choice: HostChoice;
  readonly known: readonly KnownHost[];
  /** Folders in which a host of this computer may keep its data. */
  readonly local: readonly string[];
  /** The folder of the practice host. */
  readonly practice: string;
}

/** Finds the host that is to be used. */
export async function findTarget(
  { enabled, choice, known, local, practice }: Whereabouts,
  tokenFor: (url: URL) => Promise<string | undefined>,
): Promise<TargetReading> {
  if (!enabled) return { none: l10n.t('The setting "{0}" is off.', 'vmspec.host.connect') };
  switch (choice.kind) {
    case 'local':
      return findLocal(local, l10n.t('No VMSpec host is running on this computer.'));
    case 'practice':
      return findLocal([practice], l10n.t('The practice host is not running.'));
    case 'known':
      return findKnown(choice.url, known, tokenFor);
  }
}

async function findKnown(
  origin: string,
  known: readonly KnownHost[],
  tokenFor: (url: URL) => Promise<string | undefined>,
): Promise<TargetReading> {
  const host = known.find(({ url }) => url === origin);
  if (host === undefined)
    return failed(l10n.t('The host at {0} is not in the setting "{1}" any more.', origin, 'vmspec.hosts'));
  const url = new URL(host.url);
  const token = tokenOf((await tokenFor(url)) ?? '');
  if (token === null) return failed(l10n.t('No token is saved for {0} at {1}.', host.name, origin));
  return { target: { url, token, certSha256: host.certSha256, foundIn: 'the setting "vmspec.hosts"' } };
}

/** What is wrong with an address, for people. */
export function wrongAddress(text: string, wrong: 'form' | 'readable'): string {
  return wrong === 'form'
    ? l10n.t('"{0}" is not the address of a host, such as https://hv01:4417.', text)
    : l10n.t('{0} is another computer, and over http the token could be read on the way: use https.', text);
}

function failed(message: string): TargetReading {
  const hint = l10n.t('Add it with the command "VMSpec: Add Hyper-V Host...".');
  return { failure: new HostFailure(message, hint, { passing: false }) };
}
