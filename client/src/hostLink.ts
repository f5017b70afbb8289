import { unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { dataDirectories } from '#shared/host/dataDirectory.ts';
import { HOST_FILE } from '#shared/host/hostFile.ts';
import { findTarget } from './connection/findTarget.ts';
import { createConnection, type HostConnection } from './connection/hostConnection.ts';
import { savedToken } from './connection/savedToken.ts';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import type { Disposing } from './disposing.ts';
import { factsOf } from './hostFacts/factsOf.ts';
import { tellHostFacts } from './hostFacts/tellHostFacts.ts';
import { createHostList, type HostList } from './hosts/hostList.ts';
import { showConnection } from './hosts/showConnection.ts';
import type { Parts } from './parts.ts';
import { SECTION, readHostEnabled, settingKeys } from './settings/settings.ts';
import { createHostStore, type HostStore } from './store/hostStore.ts';

/** Milliseconds between two looks at the file in which a host of this computer says where it is. */
const WATCH_MS = 1000;

/** The connection to the host and what follows from it. */
export interface HostLink extends Disposing {
  readonly connection: HostConnection;
  /** The hosts that are known, and the one that is used here. */
  readonly hosts: HostList;
  /** What is known of the host. */
  readonly store: HostStore;
  /** Connects, or looks anew; nothing where the workspace is not trusted. */
  readonly connect: () => void;
  /** What the language server is told of the host; null: nothing is known yet. */
  readonly facts: () => HostFactsParams | null;
}

/** Keeps the one connection: to the host that this workspace uses, where it is trusted. */
export function linkHost(
  parts: Pick<Parts, 'output' | 'language' | 'secrets' | 'client' | 'memory' | 'practice'>,
): HostLink {
  const { output, language, secrets, client, practice } = parts;
  const hosts = createHostList(parts);
  const local = dataDirectories(process.env, process.platform, null);
  const connection = createConnection({
    find: () =>
      findTarget(
        {
          enabled: readHostEnabled(workspace.getConfiguration(SECTION)),
          choice: hosts.choice(),
          known: hosts.known(),
          local,
          practice: practice.folder,
        },
        (url) => savedToken(secrets, url),
      ),
    client,
    random: Math.random,
    log: (line) => output.debug(line),
  });
  const store = createHostStore({ connection, now: () => new Date(), log: (line) => output.debug(line) });
  const shown = showConnection(connection, store, hosts);
  const facts = tellHostFacts({
    store,
    send: (known) => {
      // A server that stops meanwhile is told anew when it runs again.
      language
        .server()
        ?.sendHostFacts(known)
        .catch((error: unknown) => output.debug(`host facts: ${String(error)}`));
    },
  });
  language.onState((state) => {
    if (state === 'running') facts.tell();
  });
  const connect = (): void => {
    if (workspace.isTrusted) connection.connect();
  };
  const lookAgain = (): void => {
    const { kind } = connection.state();
    if (kind === 'none' || kind === 'waiting' || kind === 'failed') connect();
  };
  const files = [...local, practice.folder].map((directory) => join(directory, HOST_FILE));
  for (const file of files) watchFile(file, { interval: WATCH_MS, persistent: false }, lookAgain);
  hosts.onChoice(connect);
  const subscriptions = [
    workspace.onDidGrantWorkspaceTrust(connect),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${settingKeys.hostConnect}`)) connect();
      if (change.affectsConfiguration(`${SECTION}.${settingKeys.hosts}`)) lookAgain();
    }),
    secrets.onDidChange(lookAgain),
  ];
  return {
    connection,
    hosts,
    store,
    connect,
    facts: () => {
      const state = store.state();
      return state === null ? null : factsOf(state);
    },
    dispose: () => {
      for (const file of files) unwatchFile(file, lookAgain);
      for (const subscription of subscriptions) subscription.dispose();
      facts.stop();
      store.stop();
      connection.stop();
      shown.dispose();
    },
  };
}
