import * as l10n from '@vscode/l10n';
import type { HostEvent, SnapshotPage } from '#schemas/generated/types.ts';
import type { MethodName, MethodResult } from '#schemas/protocol/methods.ts';
import { backOff } from './backOff.ts';
import { HostFailure } from './failure.ts';
import { type Missed, type Position, startPosition } from './position.ts';
import { type CallParams, openSession, type Session, type SessionOptions } from './session.ts';
import { type ConnectionAction, type ConnectionState, nextState } from './state.ts';
import type { Target, TargetReading } from './target.ts';

/** Milliseconds that a connection must stand before a break counts as the first one. */
const SETTLED_MS = 10_000;
/** Milliseconds that a call waits for a connection that is being opened. */
const OPENING_MS = 20_000;

/** What a connection stands on. */
export interface ConnectionOptions extends SessionOptions {
  /** Looks for the host; asked before every attempt, because a local host may come back under another port. */
  readonly find: () => Promise<TargetReading>;
  readonly random: () => number;
  readonly log: (line: string) => void;
}

/** What those who follow a connection are told. */
export interface ConnectionListener {
  state?(state: ConnectionState): void;
  event?(event: HostEvent): void;
  page?(page: SnapshotPage): void;
  /** Events were missed: everything may have changed. Told before the connection is open; pages may follow. */
  missed?(what: Missed): void;
}

/** The one connection to a host, which is opened again when it breaks and goes on from the last event that it saw. */
export interface HostConnection {
  state(): ConnectionState;
  /** Connects, or looks anew: another host may be meant, or the person has mended something. */
  connect(): void;
  /** Ends the connection. */
  stop(): void;
  /** Calls a method, once the connection stands. Rejects with HostFailure. */
  call<K extends MethodName>(method: K, params: CallParams<K>, spec?: string): Promise<MethodResult<K>>;
  /** Follows it until the answered function is called. */
  follow(listener: ConnectionListener): () => void;
}

interface Live {
  state: ConnectionState;
  session: Session | null;
  /** Counts the connects and stops: what an older one brings is dropped. */
  round: number;
  timer: NodeJS.Timeout | null;
  /** Position in the events of the host at this address. */
  seen: { readonly origin: string; readonly position: Position } | null;
}

/** Makes a connection, which does nothing yet. */
export function createConnection(options: ConnectionOptions): HostConnection {
  const listeners = new Set<ConnectionListener>();
  const live: Live = { state: { kind: 'off' }, session: null, round: 0, timer: null, seen: null };
  const tell = (what: (listener: ConnectionListener) => void): void => {
    for (const listener of [...listeners]) what(listener);
  };
  const act = (action: ConnectionAction): void => {
    live.state = nextState(live.state, action);
    options.log(`host connection: ${wordsOf(live.state)}`);
    tell((listener) => listener.state?.(live.state));
  };
  const later = (ms: number, work: () => void): void => {
    if (live.timer !== null) clearTimeout(live.timer);
    live.timer = setTimeout(work, ms);
  };
  const drop = (): void => {
    live.round += 1;
    if (live.timer !== null) clearTimeout(live.timer);
    live.timer = null;
    live.session?.close();
    live.session = null;
  };
  /** Another address is another host, or the same one started anew: what was seen of the old one says nothing of it. */
  const positionAt = ({ url }: Target): Position => {
    if (live.seen?.origin === url.origin) return live.seen.position;
    const position = startPosition(live.seen !== null);
    live.seen = { origin: url.origin, position };
    return position;
  };
  const broke = (failure: HostFailure): void => {
    if (live.timer !== null) clearTimeout(live.timer);
    live.session = null;
    act({ kind: 'broke', failure });
    if (live.state.kind === 'waiting') later(backOff(live.state.attempt - 1, options.random()), attempt);
  };
  const open = async (round: number): Promise<void> => {
    const reading = await options.find();
    if (round !== live.round) return;
    if ('none' in reading) {
      act({ kind: 'absent', reason: reading.none });
      return;
    }
    if ('failure' in reading) {
      broke(reading.failure);
      return;
    }
    const session = await openSession(reading.target, options, positionAt(reading.target), {
      event: (event) => tell((listener) => listener.event?.(event)),
      page: (page) => tell((listener) => listener.page?.(page)),
      missed: (what) => tell((listener) => listener.missed?.(what)),
    });
    if (round !== live.round) {
      session.close();
      return;
    }
    live.session = session;
    act({ kind: 'opened', host: session.host });
    later(SETTLED_MS, () => act({ kind: 'settled' }));
    const failure = await session.ended;
    if (round === live.round) broke(failure);
  };
  function attempt(): void {
    drop();
    const { round } = live;
    act({ kind: 'connect' });
    open(round).catch((error: unknown) => {
      if (round === live.round) broke(asFailure(error));
    });
  }
  const follow = (listener: ConnectionListener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const whenOpen = (): Promise<Session> =>
    new Promise((resolve, reject) => {
      const look = (): boolean => {
        if (live.session !== null) resolve(live.session);
        else if (live.state.kind === 'connecting') return false;
        else reject(whyNot(live.state));
        return true;
      };
      if (look()) return;
      const leave = follow({
        state: () => {
          if (!look()) return;
          clearTimeout(deadline);
          leave();
        },
      });
      const deadline = setTimeout(() => {
        leave();
        reject(
          new HostFailure(l10n.t('The host does not answer.'), l10n.t('Try again later.'), { passing: true }),
        );
      }, OPENING_MS);
    });
  return {
    state: () => live.state,
    connect: attempt,
    stop: () => {
      drop();
      act({ kind: 'stop' });
    },
    call: async (method, params, spec) => (await whenOpen()).call(method, params, spec),
    follow,
  };
}

/** Why there is no connection to call a method on. */
function whyNot(state: ConnectionState): HostFailure {
  switch (state.kind) {
    case 'waiting':
    case 'failed':
      return state.failure;
    case 'none':
      return new HostFailure(
        state.reason,
        l10n.t('Use the command "VMSpec: Try with a Practice Host" or "VMSpec: Add Hyper-V Host...".'),
        { passing: true },
      );
    case 'off':
    case 'connecting':
    case 'open':
      return new HostFailure(l10n.t('There is no connection to a host.'), '', { passing: true });
  }
}

function asFailure(error: unknown): HostFailure {
  if (error instanceof HostFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new HostFailure(l10n.t('The connection failed: {0}', message), '', { passing: true });
}

function wordsOf(state: ConnectionState): string {
  switch (state.kind) {
    case 'off':
    case 'connecting':
      return state.kind;
    case 'none':
      return state.reason;
    case 'open':
      return `open, ${state.host.name}`;
    case 'waiting':
    case 'failed':
      return `${state.kind}: ${state.failure.message}`;
  }
}
