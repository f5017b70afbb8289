import { isDeepStrictEqual } from 'node:util';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import type { HostStore } from '../store/hostStore.ts';
import { factsOf } from './factsOf.ts';
import { settle } from '../settle.ts';

/** Milliseconds after which facts are told again though none is different: the language server counts on a minute. */
const AT_LEAST_MS = 30_000;

export interface FactsOptions {
  readonly store: HostStore;
  /** Hands facts to the language server; null: there is no host. */
  readonly send: (facts: HostFactsParams | null) => void;
}

/** What is known of the host, told while it is fresh. */
export interface HostFactsTeller {
  /** Tells again: the language server was started anew. */
  tell(): void;
  stop(): void;
}

/**
 * Tells what the store knows: when it is known, when it changes, and whenever the store has looked, once a minute. While the
 * host does not answer the last facts stay and grow old; when there is no host any more that is told.
 */
export function tellHostFacts({ store, send }: FactsOptions): HostFactsTeller {
  const known: { facts: HostFactsParams | null; toldAt: number } = { facts: null, toldAt: 0 };
  const tell = (): void => {
    known.toldAt = performance.now();
    send(known.facts);
  };
  const refresh = (): void => {
    const state = store.state();
    const facts = state === null ? null : factsOf(state);
    const isNews = !isDeepStrictEqual({ ...facts, at: '' }, { ...known.facts, at: '' });
    if (!isNews && performance.now() - known.toldAt < AT_LEAST_MS) return;
    known.facts = facts;
    tell();
  };
  const soon = settle(refresh);
  const leave = store.follow(() => {
    const isThere = store.state() !== null;
    // The first facts, and that there are none any more, are told at once.
    if (isThere === (known.facts !== null)) {
      if (isThere) soon();
      return;
    }
    soon.cancel();
    refresh();
  });
  return {
    tell,
    stop: () => {
      soon.cancel();
      leave();
    },
  };
}
