import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Audit } from '#schemas/generated/types.ts';
import type { OpenHost } from '../commands/openHost.ts';

/** Has the host compare its records with its VMs and files, which takes a fresh reading. Rejects with HostFailure. */
export function readAudit({ connection, host }: OpenHost): Promise<Audit> {
  const title = l10n.t('Auditing {0}', host.name);
  return Promise.resolve(
    window.withProgress({ location: ProgressLocation.Window, title }, () => connection.call('audit/get', {})),
  );
}
