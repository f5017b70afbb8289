import * as l10n from '@vscode/l10n';
import type { FormCapacity } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';
import type { Disposing } from '../disposing.ts';
import { capacityResources, noCapacity } from './capacityMessage.ts';

/** Milliseconds of quiet before the host is asked what a request would take. */
const QUIET_MS = 250;

export interface CapacityWatchOptions {
  readonly connection: HostConnection;
  /** The request as it stands; null while it cannot be read. */
  readonly text: () => string | null;
  readonly show: (message: FormCapacity) => void;
}

/** The room that a request takes on the host, kept up to date. */
export interface CapacityWatch extends Disposing {
  message(): FormCapacity;
  /** The request or the host has changed. */
  look(): void;
}

/** Asks the host what a request would take, a moment after it has changed; an answer that came too late is dropped. */
export function watchCapacity({ connection, text, show }: CapacityWatchOptions): CapacityWatch {
  const live: { message: FormCapacity; round: number; timer: NodeJS.Timeout | null } = {
    message: noCapacity(l10n.t('No host is connected.')),
    round: 0,
    timer: null,
  };
  const tell = (message: FormCapacity): void => {
    live.message = message;
    show(message);
  };
  /** What was told last, and why it is not how things are. */
  const grown = (state: 'checking' | 'stale', reason: string): FormCapacity =>
    live.message.resources.length === 0 && state === 'stale'
      ? noCapacity(reason)
      : { ...live.message, state, reason, fits: null };
  const ask = async (): Promise<void> => {
    const round = ++live.round;
    const answer = await read(connection, text());
    if (round !== live.round) return;
    tell('reason' in answer ? grown('stale', answer.reason) : { ...answer.message, type: 'capacity' });
  };
  const stop = (): void => {
    if (live.timer !== null) clearTimeout(live.timer);
    live.timer = null;
  };
  return {
    message: () => live.message,
    look: () => {
      stop();
      live.round += 1;
      if (connection.state().kind !== 'open') {
        tell(grown('stale', l10n.t('The host is not connected: this is how it was.')));
        return;
      }
      if (live.message.state === 'current') tell(grown('checking', ''));
      live.timer = setTimeout(() => void ask(), QUIET_MS);
    },
    dispose: () => {
      stop();
      live.round += 1;
    },
  };
}

type Answer = { readonly message: Omit<FormCapacity, 'type'> } | { readonly reason: string };

async function read(connection: HostConnection, text: string | null): Promise<Answer> {
  try {
    const [capacity, plan] = await Promise.all([
      connection.call('capacity/get', {}),
      text === null ? null : planOf(connection, text),
    ]);
    const resources = capacityResources(capacity, plan);
    if (plan !== null) return { message: { state: 'current', reason: '', fits: plan.fits, resources } };
    const reason = l10n.t('What this request takes is not shown: it has mistakes.');
    return { message: { state: 'stale', reason, fits: null, resources } };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
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
