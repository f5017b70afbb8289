import { unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { dataDirectories } from '#shared/host/dataDirectory.ts';
import { HOST_FILE } from '#shared/host/hostFile.ts';
import { findTarget } from './connection/findTarget.ts';
import { createConnection, type HostConnection } from './connection/hostConnection.ts';
import { savedToken } from './connection/savedToken.ts';
import type { Disposing } from './disposing.ts';
import { tellHostFacts } from './hostFacts/tellHostFacts.ts';
import { showStatus } from './language/languageStatus.ts';
import { hostStatus } from './language/statusWords.ts';
import type { Parts } from './parts.ts';
import { SECTION, readHostSettings } from './settings/settings.ts';
import { createHostStore, type HostStore } from './store/hostStore.ts';

/** Milliseconds between two looks at the file in which a host of this computer says where it is. */
const WATCH_MS = 1000;

/** The connection to the host and what follows from it. */
export interface HostLink extends Disposing {
  readonly connection: HostConnection;
  /** What is known of the host. */
  readonly store: HostStore;
  /** Connects, or looks anew; nothing where the workspace is not trusted. */
  readonly connect: () => void;
}

/** Keeps the one connection: to the host of the settings, or of this computer, in trusted workspaces. */
export function linkHost({
  output,
  language,
  secrets,
  client,
}: Pick<Parts, 'output' | 'language' | 'secrets' | 'client'>): HostLink {
  const directories = dataDirectories(process.env, process.platform, null);
  const connection = createConnection({
    find: () =>
      findTarget(readHostSettings(workspace.getConfiguration(SECTION)), directories, (url) =>
        savedToken(secrets, url),
      ),
    client,
    random: Math.random,
    log: (line) => output.debug(line),
  });
  const store = createHostStore({ connection, now: () => new Date(), log: (line) => output.debug(line) });
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
  const status = showStatus(
    'vmspec.host',
    'VMSpec Host',
    hostStatus(connection.state(), workspace.isTrusted),
  );
  connection.follow({ state: (state) => status.show(hostStatus(state, workspace.isTrusted)) });
  const connect = (): void => {
    if (workspace.isTrusted) connection.connect();
  };
  const lookAgain = (): void => {
    const { kind } = connection.state();
    if (kind === 'none' || kind === 'waiting' || kind === 'failed') connect();
  };
  const files = directories.map((directory) => join(directory, HOST_FILE));
  for (const file of files) watchFile(file, { interval: WATCH_MS, persistent: false }, lookAgain);
  const subscriptions = [
    workspace.onDidGrantWorkspaceTrust(connect),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.host`)) connect();
    }),
    secrets.onDidChange(lookAgain),
  ];
  return {
    connection,
    store,
    connect,
    dispose: () => {
      for (const file of files) unwatchFile(file, lookAgain);
      for (const subscription of subscriptions) subscription.dispose();
      facts.stop();
      store.stop();
      connection.stop();
      status.dispose();
    },
  };
}
