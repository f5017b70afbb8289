import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { ConnectionState } from '../connection/state.ts';
import type { Parts } from '../parts.ts';
import type { CommandId } from './commandIds.ts';

interface Action {
  readonly label: string;
  readonly command: CommandId;
}

/** Offers what can be done with the host, from the status bar. */
export async function run({ hostLink }: Pick<Parts, 'hostLink'>): Promise<void> {
  const { connection, hosts } = await hostLink();
  const state = connection.state();
  const chosen = await window.showQuickPick(actionsFor(state, hosts.choice().kind === 'practice'), {
    title: state.kind === 'open' ? state.host.name : l10n.t('VM Host'),
    placeHolder: saidOf(state),
  });
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}

function actionsFor({ kind }: ConnectionState, practice: boolean): readonly Action[] {
  const open = kind === 'open';
  const check: Action = { label: l10n.t('$(checklist) Check Host'), command: 'vmspec.checkHost' };
  const audit: Action = { label: l10n.t('$(law) Audit Host'), command: 'vmspec.auditHost' };
  const again: Action = { label: l10n.t('$(refresh) Look for the Host Again'), command: 'vmspec.reconnect' };
  const start: Action = {
    label: l10n.t('$(beaker) Try with a Practice Host'),
    command: 'vmspec.tryPracticeHost',
  };
  const stop: Action = {
    label: l10n.t('$(debug-stop) Stop Practice Host'),
    command: 'vmspec.stopPracticeHost',
  };
  return [
    ...(open ? [check, audit] : [again]),
    { label: l10n.t('$(arrow-swap) Use Another Host...'), command: 'vmspec.connectToHost' },
    { label: l10n.t('$(add) Add Hyper-V Host...'), command: 'vmspec.addHost' },
    practice && open ? stop : start,
    { label: l10n.t('$(new-file) New VM Spec...'), command: 'vmspec.newSpec' },
    { label: l10n.t('$(output) Show Log'), command: 'vmspec.showLog' },
  ];
}

function saidOf(state: ConnectionState): string {
  switch (state.kind) {
    case 'open':
      return state.host.simulated ? l10n.t('Practice host: nothing is created.') : l10n.t('Connected.');
    case 'connecting':
      return l10n.t('Connecting.');
    case 'waiting':
    case 'failed':
      return `${state.failure.message} ${state.failure.hint}`.trim();
    case 'none':
      return state.reason;
    case 'off':
      return l10n.t('Not connected.');
  }
}
