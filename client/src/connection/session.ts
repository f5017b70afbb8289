import type { WebSocket } from 'ws';
import type { Host, HostEvent, SnapshotPage } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { PROTOCOL } from '#schemas/limits.ts';
import { methods, type MethodName, type MethodParams, type MethodResult } from '#schemas/protocol/methods.ts';
import { HostFailure, refusedBy } from './failure.ts';
import { callFrame, readFrame } from './frame.ts';
import { keepAlive } from './keepAlive.ts';
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
  client: string,
  position: Position,
  listener: SessionListener,
): Promise<Session> {
  const socket = await openSocket(target);
  const talk = converse(socket, target, position, listener);
  try {
    const host = await talk.call('initialize', { client, protocol: PROTOCOL });
    const place = await talk.call('events/subscribe', position.request());
    const missed = position.began(place);
    if (missed !== null) listener.missed(missed);
    return { host, ...talk };
  } catch (error) {
    talk.close();
    throw error;
  }
}

function converse(
  socket: WebSocket,
  target: Target,
  position: Position,
  listener: SessionListener,
): Omit<Session, 'host'> {
  const pending = new Map<number, Pending>();
  const counter = { next: 1 };
  const lost = (reason: string): HostFailure =>
    new HostFailure(
      `The connection to ${target.url.origin} ended: ${reason}.`,
      'It is opened again by itself.',
      {
        passing: true,
        mayHaveArrived: true,
      },
    );
  const settle = (id: number | null): Pending | undefined => {
    if (id === null) return undefined;
    const one = pending.get(id);
    if (one !== undefined) clearTimeout(one.deadline);
    pending.delete(id);
    return one;
  };
  const stopPinging = keepAlive(socket);
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
        settle(frame.id)?.reject(refusedBy(frame.body));
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
    }
  });
  const ended = new Promise<HostFailure>((resolve) => {
    socket.once('close', (code) => {
      stopPinging();
      const failure = lost(`code ${String(code)}`);
      for (const id of pending.keys()) settle(id)?.reject(failure);
      resolve(failure);
    });
  });
  const call = <K extends MethodName>(
    method: K,
    params: CallParams<K>,
    spec?: string,
  ): Promise<MethodResult<K>> => {
    if (socket.readyState !== socket.OPEN) return Promise.reject(lost('it is closed'));
    const id = counter.next++;
    return new Promise((resolve, reject) => {
      const late = (): void => {
        settle(id)?.reject(lost(`no answer to ${method} for ${String(CALL_MS / 1000)} s`));
      };
      // The validator of the method's result has looked at it before it is handed on.
      const take = (result: unknown): void => resolve(result as MethodResult<K>);
      pending.set(id, { method, resolve: take, reject, deadline: setTimeout(late, CALL_MS) });
      socket.send(callFrame(id, method, params, spec ?? null));
    });
  };
  return { call, ended, close: () => socket.terminate() };
}

function strange(target: Target, method: MethodName): HostFailure {
  return new HostFailure(
    `What ${target.url.origin} answers to ${method} is not what a VMSpec host of this protocol says.`,
    'Check the address, and that extension and host have versions that fit.',
    { passing: false },
  );
}
