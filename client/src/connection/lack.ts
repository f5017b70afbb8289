import * as l10n from '@vscode/l10n';
import type { Host } from '#schemas/generated/types.ts';
import { firstHosts } from '#schemas/protocol/firstHosts.ts';
import type { Method } from '#schemas/protocol/methods.ts';
import { HostFailure } from './failure.ts';

/** What a host is asked about its age. */
export type HostAge = Pick<Host, 'name' | 'version' | 'protocol'>;

/** Why a host cannot do something, as a short remark such as "needs host 1.3"; null: it can. */
export function lackOf(
  { since = 1 }: Pick<Method, 'since'>,
  { protocol }: Pick<Host, 'protocol'>,
  first: Readonly<Record<number, string>> = firstHosts,
): string | null {
  if (since <= protocol.max) return null;
  return l10n.t('needs host {0}', first[since] ?? l10n.t('of a later version'));
}

/** The failure of a call that a host of this age does not know. */
export function tooOld({ name, version }: HostAge, lack: string): HostFailure {
  return new HostFailure(
    l10n.t('{0} has version {1}; this {2}.', name, version, lack),
    l10n.t('Update the host.'),
    { passing: false },
  );
}
