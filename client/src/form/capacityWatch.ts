import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { FormCapacity } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';
import type { Disposing } from '../disposing.ts';
import { settle } from '../settle.ts';
import { capacityResources, noCapacity } from './capacityMessage.ts';

/** A request as it stands, or why nothing that it takes can be shown. */
export type RoomRequest = { readonly text: string } | { readonly reason: string };

export interface CapacityWatchOptions {
  readonly connection: HostConnection;
  readonly request: () => RoomRequest;
  readonly show: (message: FormCapacity) => void;
}

/** The room that a request takes on the host, kept up to date. */
export interface CapacityWatch extends Disposing {
  message(): FormCapacity;
  /** The request or the host has changed. */
  look(): void;
}

/** Asks the host what a request would take, a moment after it has changed; an answer that came too late is dropped. */
export function watchCapacity({ connection, request, show }: CapacityWatchOptions): CapacityWatch {
  const live: { message: FormCapacity; round: number } = {
    message: noCapacity(l10n.t('No host is connected.')),
    round: 0,
  };
  const tell = (message: FormCapacity): void => {
    live.message = message;
    show(message);
  };
  /** What was told last, and why it is not how things are. */
  const tellStale = (reason: string): void => {
    const { resources } = live.message;
    const message: FormCapacity =
      resources.length === 0 ? noCapacity(reason) : { ...live.message, state: 'stale', reason, fits: null };
    if (!isDeepStrictEqual(message, live.message)) tell(message);
  };
  const ask = async (): Promise<void> => {
    const round = ++live.round;
    const answer = await read(connection, request());
    if (round !== live.round) return;
    if ('reason' in answer) tellStale(answer.reason);
    else tell({ ...answer.message, type: 'capacity' });
  };
  const soon = settle(() => void ask());
  return {
    message: () => live.message,
    look: () => {
      live.round += 1;
      if (connection.state().kind === 'open') {
        soon();
        return;
      }
      soon.cancel();
      tellStale(l10n.t('The host is not connected: this is how it was.'));
    },
    dispose: () => {
      soon.cancel();
      live.round += 1;
    },
  };
}

type Answer = { readonly message: Omit<FormCapacity, 'type'> } | { readonly reason: string };

async function read(connection: HostConnection, request: RoomRequest): Promise<Answer> {
  try {
    const [capacity, plan] = await Promise.all([
      connection.call('capacity/get', {}),
      'text' in request ? planOf(connection, request.text) : null,
    ]);
    const resources = capacityResources(capacity, plan);
    if (plan !== null) return { message: { state: 'current', reason: '', fits: plan.fits, resources } };
    const reason = 'reason' in request ? request.reason : mistaken();
    return { message: { state: 'stale', reason, fits: null, resources } };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Why nothing is shown of a request that cannot be read or is no valid one. */
export function mistaken(): string {
  return l10n.t('What this request takes is not shown: it has mistakes.');
}

/** Null for a request that is no valid one: the problems are told elsewhere. */
async function planOf(connection: HostConnection, text: string) {
  try {
    return await connection.call('vms/plan', {}, text);
  } catch (error) {
    if (error instanceof HostFailure && error.refusal?.http_status === 400) return null;
    throw error;
  }
}
