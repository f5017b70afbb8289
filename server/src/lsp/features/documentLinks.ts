import type { DocumentLink } from 'vscode-languageserver';
import { vmEntries } from '#core/json/vmEntries.ts';
import { pathFault } from '#core/windowsPath.ts';
import { templateUri } from '#schemas/lsp/templateUri.ts';
import type { SpecDocument } from '../documents/specDocument.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/**
 * The template of each VM, under an address of our own: it lies on the host, not on the editor's computer, and what a
 * document says never leads to a file.
 */
export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  register: (session) => {
    session.connection.onDocumentLinks(({ textDocument }, token) =>
      answer(session, textDocument.uri, token, [], linksIn),
    );
  },
};

function linksIn(document: SpecDocument): DocumentLink[] {
  return vmEntries(document.tree).flatMap((entry): DocumentLink[] => {
    const node = entry.at('/disk_template_path');
    if (node === undefined || typeof node.value !== 'string' || pathFault(node.value) !== null) return [];
    const range = document.rangeOf({ offset: node.offset + 1, length: node.length - 2 });
    return [{ range, target: templateUri(node.value), tooltip: 'Show the template on the host' }];
  });
}
