import { workspace } from 'vscode';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { Disposing } from '../disposing.ts';
import { showStatus } from '../language/languageStatus.ts';
import { isSpec } from '../language/selector.ts';
import { hostStatus } from '../language/statusWords.ts';
import { setContext } from '../setContext.ts';
import type { HostStore } from '../store/hostStore.ts';
import { barWords } from './barWords.ts';
import { createHostBar } from './hostBar.ts';
import { hostLabel } from './hostLabel.ts';
import type { HostList } from './hostList.ts';

/** Shows where the connection stands: in the status bar, beside the language, and to conditions of the manifest. */
export function showConnection(
  connection: HostConnection,
  store: HostStore,
  hosts: Pick<HostList, 'choice' | 'known'>,
): Disposing {
  const bar = createHostBar();
  const status = showStatus(
    'vmspec.host',
    'VMSpec Host',
    hostStatus(connection.state(), workspace.isTrusted),
  );
  const update = (): void => {
    const state = connection.state();
    const choice = hosts.choice();
    const named = state.kind === 'open' && choice.kind !== 'practice';
    const label = named ? state.host.name : hostLabel(choice, hosts.known());
    const capacity = store.state()?.capacity ?? null;
    const facts = { label, capacity, trusted: workspace.isTrusted };
    bar.show(barWords(state, facts, workspace.textDocuments.some(isSpec)));
    status.show(hostStatus(state, workspace.isTrusted));
  };
  const leave = [
    connection.follow({
      state: (state) => {
        update();
        setContext('connected', state.kind === 'open');
        if (state.kind === 'open') setContext(state.host.simulated ? 'practised' : 'connectedReal', true);
      },
    }),
    store.follow(() => {
      update();
      const templates = store.state()?.templates.templates;
      if (templates !== undefined) setContext('hasTemplate', templates.length > 0);
    }),
  ];
  const documents = [workspace.onDidOpenTextDocument(update), workspace.onDidCloseTextDocument(update)];
  update();
  return {
    dispose: () => {
      for (const one of leave) one();
      for (const one of documents) one.dispose();
      bar.dispose();
      status.dispose();
    },
  };
}
