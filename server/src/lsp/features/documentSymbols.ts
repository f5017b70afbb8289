import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { vmEntries } from '#core/json/vmEntries.ts';
import { answer } from './answer.ts';
import { flattened } from './documentSymbols/flattened.ts';
import { vmSymbol } from './documentSymbols/vmSymbol.ts';
import type { Feature } from './feature.ts';

/** The VMs of a document by name, with their disks and network adapters. */
export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'VMs' } }),
  register: (session) => {
    const nested = session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    session.connection.onDocumentSymbol(({ textDocument }, token) =>
      answer<DocumentSymbol[] | SymbolInformation[]>(session, textDocument.uri, token, [], (document) => {
        const symbols = vmEntries(document.tree).map((entry) => vmSymbol(document, entry));
        return nested ? symbols : flattened(document.uri, symbols);
      }),
    );
  },
};
