import type { Host } from '#schemas/generated/types.ts';
import type { HostFailure } from './failure.ts';

/** Where the connection to a host stands. */
export type ConnectionState =
  /** Not wanted: no spec has been opened, or the workspace is not trusted. */
  | { readonly kind: 'off' }
  /** There is no host to connect to; it is looked for again when its file changes or a setting does. */
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'connecting'; readonly attempt: number }
  /** `attempt` counts on until the connection has stood for a while. */
  | { readonly kind: 'open'; readonly host: Host; readonly attempt: number }
  /** The host did not answer, or the connection broke: another attempt follows by itself. */
  | { readonly kind: 'waiting'; readonly attempt: number; readonly failure: HostFailure }
  /** Something that only a person can mend. */
  | { readonly kind: 'failed'; readonly failure: HostFailure };

/** What can happen to a connection. */
export type ConnectionAction =
  | { readonly kind: 'connect' }
  | { readonly kind: 'absent'; readonly reason: string }
  | { readonly kind: 'opened'; readonly host: Host }
  /** The connection has stood for a while. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'broke'; readonly failure: HostFailure }
  | { readonly kind: 'stop' };

/** The state after an action. */
export function nextState(state: ConnectionState, action: ConnectionAction): ConnectionState {
  switch (action.kind) {
    case 'stop':
      return { kind: 'off' };
    case 'connect':
      return { kind: 'connecting', attempt: state.kind === 'waiting' ? state.attempt : 0 };
    case 'absent':
      return { kind: 'none', reason: action.reason };
    case 'opened':
      return state.kind === 'connecting'
        ? { kind: 'open', host: action.host, attempt: state.attempt }
        : state;
    case 'settled':
      return state.kind === 'open' ? { ...state, attempt: 0 } : state;
    case 'broke':
      if (state.kind === 'off') return state;
      if (!action.failure.passing) return { kind: 'failed', failure: action.failure };
      return {
        kind: 'waiting',
        attempt: state.kind === 'connecting' || state.kind === 'open' ? state.attempt + 1 : 1,
        failure: action.failure,
      };
  }
}
