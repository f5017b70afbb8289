import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { answer } from './answer.ts';
import { lensesOf, wrongFromTheStart } from './codeLens/lensesOf.ts';
import { followLenses } from './codeLens/shownLenses.ts';
import type { Feature } from './feature.ts';

/**
 * Whether a spec and its VMs fit the host, and what to do next. The setting `vmspec.codeLens.enabled` switches it off.
 * Lines that appear and vanish move the text that is being typed; so while a spec is wrong, those that it had stay.
 */
export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register: (session) => {
    const { connection, documents, hostFacts, settings, client } = session;
    const shown = followLenses();
    connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
      const { codeLens: wanted } = await settings.current();
      return answer<CodeLens[]>(session, uri, token, [], (document) => {
        if (!wanted.enabled) return [];
        const lenses = lensesOf(document, hostFacts.current());
        if (lenses !== null) return shown.keep(document, lenses);
        return shown.last(document) ?? wrongFromTheStart(document);
      });
    });
    documents.onClosed(shown.drop);
    if (client.workspace?.codeLens?.refreshSupport !== true) return;
    const refresh = (): void => {
      if (documents.uris.length === 0) return;
      // A client that goes away meanwhile does not answer; nothing is lost.
      connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    };
    hostFacts.onChanged(refresh);
    settings.onChanged(refresh);
  },
};
