import * as l10n from '@vscode/l10n';
import type { CommandId } from '../commands/commandIds.ts';
import type { ConnectionState } from '../connection/state.ts';
import type { ServerState } from './languageServer.ts';

/** The editor's own command for trusting a workspace. */
const MANAGE_TRUST = 'workbench.trust.manage';

/** What a status item says. */
export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  readonly command: { readonly title: string; readonly command: CommandId | typeof MANAGE_TRUST };
}

/** What there is to say about the language server. */
export function serverStatus(state: ServerState): Status {
  const restart = { title: l10n.t('Restart'), command: 'vmspec.restartLanguageServer' } as const;
  switch (state) {
    case 'running':
      return status(l10n.t('Language server'), l10n.t('running'), 'information', restart);
    case 'starting':
      return { ...status(l10n.t('Language server'), l10n.t('starting'), 'information', restart), busy: true };
    case 'stopped':
      return status(l10n.t('Language server'), l10n.t('stopped'), 'warning', restart);
    case 'failed':
      return status(l10n.t('Language server'), l10n.t('cannot be started: see the log'), 'error', {
        title: l10n.t('Show Log'),
        command: 'vmspec.showLog',
      });
  }
}

/** What there is to say about the host. */
export function hostStatus(state: ConnectionState, trusted: boolean): Status {
  const connect = { title: l10n.t('Connect to Host...'), command: 'vmspec.connectToHost' } as const;
  const again = { title: l10n.t('Try Again'), command: 'vmspec.reconnect' } as const;
  switch (state.kind) {
    case 'open': {
      const detail = state.host.simulated
        ? l10n.t('connected, a practice host: nothing is created')
        : l10n.t('connected');
      return status(state.host.name, detail, 'information', connect);
    }
    case 'connecting':
      return { ...status(l10n.t('Host'), l10n.t('connecting'), 'information', connect), busy: true };
    case 'waiting':
      return { ...status(l10n.t('Host'), state.failure.message, 'warning', again), busy: true };
    case 'failed':
      return status(
        l10n.t('Host'),
        `${state.failure.message} ${state.failure.hint}`.trim(),
        'error',
        connect,
      );
    case 'none':
      return status(l10n.t('No host'), state.reason, 'information', connect);
    case 'off':
      return status(
        l10n.t('No host'),
        trusted ? l10n.t('not connected') : l10n.t('the workspace is not trusted'),
        'information',
        {
          title: trusted ? l10n.t('Try Again') : l10n.t('Manage Trust'),
          command: trusted ? 'vmspec.reconnect' : MANAGE_TRUST,
        },
      );
  }
}

function status(
  text: string,
  detail: string,
  severity: Status['severity'],
  command: Status['command'],
): Status {
  return { text, detail, severity, busy: false, command };
}
