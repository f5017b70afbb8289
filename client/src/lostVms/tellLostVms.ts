import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { commands, window, workspace } from 'vscode';
import type { HostEvent } from '#schemas/generated/types.ts';
import type { Disposing } from '../disposing.ts';
import type { HostLink } from '../hostLink.ts';
import { createClaims } from '../jobEnds/claims.ts';
import { letOthersTell } from '../jobEnds/letOthersTell.ts';
import type { Parts } from '../parts.ts';
import { isTold, readNotifications, SECTION } from '../settings/settings.ts';
import { lostKey, lostWords } from './lostWords.ts';

/** Milliseconds in which VMs that are lost together are gathered. */
const GATHER_MS = 500;
/** Milliseconds that it is told in the status bar where no notification is wanted. */
const SHORTLY_MS = 10_000;

/** Tells that VMs of ours are no longer on the host: one notification for all of a moment, in one window, once. */
export function tellLostVms(
  { storage, output }: Pick<Parts, 'storage' | 'output'>,
  { connection }: Pick<HostLink, 'connection'>,
): Disposing {
  const claims = createClaims(join(storage.fsPath, 'lost-vms'), () => new Date());
  const live: { lost: HostEvent[]; timer: NodeJS.Timeout | null } = { lost: [], timer: null };
  const tell = async (): Promise<void> => {
    live.timer = null;
    const lost = live.lost.splice(0);
    const state = connection.state();
    const host = state.kind === 'open' ? state.host.name : l10n.t('the host');
    const looking = await letOthersTell();
    const names: string[] = [];
    for (const event of lost) {
      const key = lostKey(event, (text) => createHash('sha256').update(`${host}\n${text}`).digest('hex'));
      if (await claims.take(key)) names.push(event.vm_name ?? '');
    }
    if (names.length === 0) return;
    const text = lostWords(names, host);
    output.warn(text);
    if (!isTold(readNotifications(workspace.getConfiguration(SECTION)), 'badly', looking)) {
      window.setStatusBarMessage(text, SHORTLY_MS);
      return;
    }
    const audit = l10n.t('Audit Host');
    if ((await window.showWarningMessage(text, audit)) === audit)
      await commands.executeCommand('vmspec.auditHost');
  };
  const tellSoon = (): void => {
    tell().catch((error: unknown) => output.error('telling that a VM is gone', String(error)));
  };
  const leave = connection.follow({
    event: (event) => {
      if (event.type !== 'vm_lost') return;
      live.lost.push(event);
      live.timer ??= setTimeout(tellSoon, GATHER_MS);
    },
  });
  return {
    dispose: () => {
      if (live.timer !== null) clearTimeout(live.timer);
      leave();
    },
  };
}
