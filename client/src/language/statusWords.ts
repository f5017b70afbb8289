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
  const restart = { title: 'Restart', command: 'vmspec.restartLanguageServer' } as const;
  switch (state) {
    case 'running':
      return status('Language server', 'running', 'information', restart);
    case 'starting':
      return { ...status('Language server', 'starting', 'information', restart), busy: true };
    case 'stopped':
      return status('Language server', 'stopped', 'warning', restart);
    case 'failed':
      return status('Language server', 'cannot be started: see the log', 'error', {
        title: 'Show Log',
        command: 'vmspec.showLog',
      });
  }
}

/** What there is to say about the host. */
export function hostStatus(state: ConnectionState, trusted: boolean): Status {
  const connect = { title: 'Connect to Host...', command: 'vmspec.connectToHost' } as const;
  const again = { title: 'Try Again', command: 'vmspec.reconnect' } as const;
  switch (state.kind) {
    case 'open': {
      const practice = state.host.simulated ? ', a practice host: nothing is created' : '';
      return status(state.host.name, `connected${practice}`, 'information', connect);
    }
    case 'connecting':
      return { ...status('Host', 'connecting', 'information', connect), busy: true };
    case 'waiting':
      return { ...status('Host', state.failure.message, 'warning', again), busy: true };
    case 'failed':
      return status('Host', `${state.failure.message} ${state.failure.hint}`.trim(), 'error', connect);
    case 'none':
      return status('No host', state.reason, 'information', connect);
    case 'off':
      return status('No host', trusted ? 'not connected' : 'the workspace is not trusted', 'information', {
        title: trusted ? 'Try Again' : 'Manage Trust',
        command: trusted ? 'vmspec.reconnect' : MANAGE_TRUST,
      });
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
