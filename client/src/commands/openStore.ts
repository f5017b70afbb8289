import * as l10n from '@vscode/l10n';
import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';
import type { Parts } from '../parts.ts';
import type { HostState } from '../store/hostState.ts';
import type { HostStore } from '../store/hostStore.ts';
import { openHost } from './openHost.ts';

/** Milliseconds that a command waits for everything to be known. */
const KNOWN_MS = 20_000;

/** A host, and what is known of it. */
export interface OpenStore {
  readonly connection: HostConnection;
  readonly state: HostState;
}

/** The host, connected and known. Rejects with HostFailure where there is none, CommandFailure where none may be used. */
export async function openStore(parts: Pick<Parts, 'hostLink'>): Promise<OpenStore> {
  const { connection } = await openHost(parts);
  const { store } = await parts.hostLink();
  return { connection, state: await whenKnown(store) };
}

function whenKnown(store: HostStore): Promise<HostState> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const state = store.state();
      if (state !== null) resolve(state);
      return state !== null;
    };
    if (look()) return;
    const leave = store.follow(() => {
      if (!look()) return;
      clearTimeout(deadline);
      leave();
    });
    const deadline = setTimeout(() => {
      leave();
      const text = l10n.t('The host does not tell what it has.');
      reject(new HostFailure(text, l10n.t('Try again later.'), { passing: true }));
    }, KNOWN_MS);
  });
}
