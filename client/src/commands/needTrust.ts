import * as l10n from '@vscode/l10n';
import { workspace } from 'vscode';
import { CommandFailure } from './commandFailure.ts';

/** Throws CommandFailure where the workspace is not trusted: then no host is spoken to. */
export function needTrust(): void {
  if (workspace.isTrusted) return;
  throw new CommandFailure(
    l10n.t(
      "Creating VMs is off: this workspace is not trusted, and its files could be anyone's. Specs are checked all the same.",
    ),
    l10n.t('Trust it first.'),
    'trust',
  );
}
