import type { HostEvent, HostFactsParams } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { readFacts } from './readFacts.ts';
import { settle } from './settle.ts';

/** Milliseconds after which facts are read anew though nothing has happened: the language server counts on a minute. */
const AT_LEAST_MS = 50_000;

/** Events that change nothing that the language server knows. */
const unimportant: ReadonlySet<HostEvent['type']> = new Set(['vm_step', 'vm_waiting', 'vm_retry']);

export interface FactsOptions {
  readonly connection: HostConnection;
  /** Hands facts to the language server; null: there is no host. */
  readonly send: (facts: HostFactsParams | null) => void;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** What is known of the host, kept fresh and told. */
export interface HostFactsTeller {
  /** Tells again: the language server was started anew. */
  tell(): void;
  stop(): void;
}

/**
 * Reads facts when a connection opens, when something happens on the host and at least once a minute, and tells them. While
 * the host does not answer the last ones stay and grow old; when there is no host any more that is told.
 */
export function tellHostFacts({ connection, send, now, log }: FactsOptions): HostFactsTeller {
  const known: { facts: HostFactsParams | null; round: number } = { facts: null, round: 0 };
  const tell = (): void => send(known.facts);
  const refresh = (): void => {
    const state = connection.state();
    if (state.kind !== 'open') return;
    const round = ++known.round;
    readFacts(connection, state.host, now).then(
      (facts) => {
        if (round !== known.round) return;
        known.facts = facts;
        tell();
      },
      (error: unknown) => log(`host facts: ${error instanceof Error ? error.message : String(error)}`),
    );
  };
  const soon = settle(refresh);
  const forget = (): void => {
    known.round += 1;
    if (known.facts === null) return;
    known.facts = null;
    tell();
  };
  const timer = setInterval(refresh, AT_LEAST_MS);
  const leave = connection.follow({
    state: ({ kind }) => {
      if (kind === 'open') refresh();
      else if (kind === 'off' || kind === 'none' || kind === 'failed') forget();
    },
    event: ({ type }) => {
      if (!unimportant.has(type)) soon();
    },
    missed: soon,
  });
  return {
    tell,
    stop: () => {
      clearInterval(timer);
      soon.cancel();
      leave();
    },
  };
}
