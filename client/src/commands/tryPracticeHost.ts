import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { PRACTICE } from '../hosts/hostChoice.ts';
import type { Parts } from '../parts.ts';
import { startPractice } from '../practice/practiceHost.ts';
import { needTrust } from './needTrust.ts';

/** Starts the practice host where it does not run, and uses it in this workspace. */
export async function run({
  hostLink,
  practice,
  output,
}: Pick<Parts, 'hostLink' | 'practice' | 'output'>): Promise<void> {
  needTrust();
  const cancelled = new AbortController();
  await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Starting a practice host: it behaves like Hyper-V and creates nothing'),
      cancellable: true,
    },
    async (_progress, token) => {
      token.onCancellationRequested(() => cancelled.abort());
      await startPractice(practice, cancelled.signal);
    },
  );
  if (cancelled.signal.aborted) return;
  output.info(`practice host: running, its data is in ${practice.folder}`);
  const { connection, hosts } = await hostLink();
  await hosts.choose(PRACTICE);
  await connection.call('host/get', {});
}
