import * as l10n from '@vscode/l10n';
import type { WebSocket } from 'ws';
import type { ErrorBody, Host, HostEvent, SnapshotPage } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { PROTOCOL } from '#schemas/limits.ts';
import { methods, type MethodName, type MethodParams, type MethodResult } from '#schemas/protocol/methods.ts';
import { noHost } from './answerFailure.ts';
import { HostFailure, refusedBy } from './failure.ts';
import { callFrame, readFrame } from './frame.ts';
import { keepAlive, PING_MS } from './keepAlive.ts';
import { type HostAge, lackOf, tooOld } from './lack.ts';
import { openSocket } from './openSocket.ts';
import type { Missed, Position } from './position.ts';
import type { Target } from './target.ts';

/** Milliseconds that a call may take. */
const CALL_MS = 30_000;

/** Parameters of a method as its caller gives them: a spec travels as text beside them. */
export type CallParams<K extends MethodName> = Omit<MethodParams<K>, 'request'>;

/** A conversation with a host over one socket. */
export interface Session {
  readonly host: Host;
  /** Calls a method; `spec` is the text of one. Rejects with HostFailure. */
  call<K extends MethodName>(method: K, params: CallParams<K>, spec?: string): Promise<MethodResult<K>>;
  /** Why it ended. Never rejects. */
  readonly ended: Promise<HostFailure>;
  close(): void;
}

/** What a host tells by itself. */
export interface SessionListener {
  event(event: HostEvent): void;
  /** A page of the state as it is, sent where events were missed. */
  page(page: SnapshotPage): void;
  /** Events since the given position cannot be had: everything may have changed. Pages of it may follow. */
  missed(what: Missed): void;
}

export interface SessionOptions {
  /** Name and version of this program. */
  readonly client: string;
  /** Milliseconds between two looks at whether the host is still there; default: 15 s. */
  readonly pingMs?: number;
}

interface Pending {
  readonly method: MethodName;
  readonly resolve: (result: unknown) => void;
  readonly reject: (failure: HostFailure) => void;
  readonly deadline: NodeJS.Timeout;
}

/**
 * Opens a conversation: connects, compares versions and subscribes to what happens after `position`, which is kept up to
 * date from then on. Rejects with HostFailure.
 */
export async function openSession(
  target: Target,
  { client, pingMs = PING_MS }: SessionOptions,
  position: Position,
  listener: SessionListener,
): Promise<Session> {
  const socket = await openSocket(target);
  const stopPinging = keepAlive(socket, pingMs);
  const talk = converse(socket, target, position, listener);
  void talk.ended.then(stopPinging);
  try {
    const host = await talk.call('initialize', { client, protocol: PROTOCOL });
    talk.meet(host);
    const place = await talk.call('events/subscribe', position.request());
    const missed = position.began(place);
    if (missed !== null) listener.missed(missed);
    return { host, call: talk.call, ended: talk.ended, close: talk.close };
  } catch (error) {
    talk.close();
    throw error;
  }
}

interface Talk extends Omit<Session, 'host'> {
  /** The host has said what it is: what an older one lacks is not asked of it. */
  meet(host: HostAge): void;
}

function converse(socket: WebSocket, target: Target, position: Position, listener: SessionListener): Talk {
  const pending = new Map<number, Pending>();
  const counter = { next: 1 };
  const state: { host: HostAge | null; garbage: boolean } = { host: null, garbage: false };
  const lost = (reason: string): HostFailure =>
    new HostFailure(
      l10n.t('The connection to {0} ended: {1}.', target.url.origin, reason),
      l10n.t('It is opened again by itself.'),
      { passing: true, mayHaveArrived: true },
    );
  const settle = (id: number | null): Pending | undefined => {
    if (id === null) return undefined;
    const one = pending.get(id);
    if (one !== undefined) clearTimeout(one.deadline);
    pending.delete(id);
    return one;
  };
  socket.on('message', (data: Buffer) => {
    const frame = readFrame(data.toString('utf8'));
    switch (frame.kind) {
      case 'result': {
        const call = settle(frame.id);
        if (call === undefined) return;
        if (validators[methods[call.method].result](frame.result)) call.resolve(frame.result);
        else call.reject(strange(target, call.method));
        return;
      }
      case 'error':
        settle(frame.id)?.reject(refusedIn(frame.body, state.host));
        return;
      case 'notification':
        if (frame.method === 'snapshot_page') {
          if (validators.SnapshotPage(frame.params)) listener.page(frame.params);
        } else if (validators.HostEvent(frame.params) && position.advance(frame.params)) {
          listener.event(frame.params);
        }
        return;
      case 'unknown':
        return;
      case 'garbage':
        state.garbage = true;
        socket.terminate();
    }
  });
  const ended = new Promise<HostFailure>((resolve) => {
    socket.once('close', (code) => {
      const failure = state.garbage ? garbled(target) : lost(l10n.t('code {0}', code));
      for (const id of pending.keys()) settle(id)?.reject(failure);
      resolve(failure);
    });
  });
  const call = <K extends MethodName>(
    method: K,
    params: CallParams<K>,
    spec?: string,
  ): Promise<MethodResult<K>> => {
    const lack = state.host === null ? null : lackOf(methods[method], state.host);
    if (state.host !== null && lack !== null) return Promise.reject(tooOld(state.host, lack));
    if (socket.readyState !== socket.OPEN) return Promise.reject(lost(l10n.t('it is closed')));
    const id = counter.next++;
    return new Promise((resolve, reject) => {
      const late = (): void => {
        settle(id)?.reject(slow(target, method));
      };
      // The validator of the method's result has looked at it before it is handed on.
      const take = (result: unknown): void => resolve(result as MethodResult<K>);
      pending.set(id, { method, resolve: take, reject, deadline: setTimeout(late, CALL_MS) });
      socket.send(callFrame(id, method, params, spec ?? null));
    });
  };
  const meet = (host: HostAge): void => {
    state.host = host;
  };
  return { call, ended, meet, close: () => socket.terminate() };
}

/** A host that does not know a method is older than the protocol says, or newer. */
function refusedIn(body: ErrorBody, host: HostAge | null): HostFailure {
  if (body.code !== 'rpc_method_not_found' || host === null) return refusedBy(body);
  return tooOld(host, l10n.t('needs host {0}', l10n.t('of a later version')));
}

function slow({ url }: Target, method: MethodName): HostFailure {
  return new HostFailure(
    l10n.t('{0} has not answered ({1}) for {2} s.', url.origin, method, CALL_MS / 1000),
    l10n.t('It may be busy, or the network slow: look whether it was done before you try again.'),
    { passing: true, mayHaveArrived: true },
  );
}

function garbled({ url }: Target): HostFailure {
  const { message, hint } = noHost(url, l10n.t('it does not speak JSON-RPC'));
  return new HostFailure(message, hint, { passing: true, mayHaveArrived: true });
}

function strange(target: Target, method: MethodName): HostFailure {
  return new HostFailure(
    l10n.t(
      'What {0} answers to {1} is not what a VMSpec host of this protocol says.',
      target.url.origin,
      method,
    ),
    l10n.t('Check the address, and that extension and host have versions that fit.'),
    { passing: false },
  );
}
