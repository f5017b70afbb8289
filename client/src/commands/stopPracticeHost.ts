import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Parts } from '../parts.ts';
import { stopPractice } from '../practice/practiceHost.ts';

/** Stops the practice host, for every window. Its VMs are kept for the next time. */
export async function run({ practice }: Pick<Parts, 'practice'>): Promise<void> {
  const title = l10n.t('Stopping the practice host');
  const stopped = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    stopPractice(practice),
  );
  window.setStatusBarMessage(
    stopped
      ? l10n.t('The practice host has stopped. Its VMs are kept.')
      : l10n.t('No practice host is running.'),
    5000,
  );
}
