import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';

function tree(document: TextDocument, symbols: readonly DocumentSymbol[]): unknown {
  return symbols.map(({ name, detail, selectionRange, range, children = [] }) => ({
    name,
    detail,
    lines: `${range.start.line}-${range.end.line}`,
    selects: document.getText(selectionRange),
    ...(children.length === 0 ? {} : { children: tree(document, children) }),
  }));
}

function list(symbols: readonly SymbolInformation[]): string[] {
  return symbols.map(
    ({ name, containerName = '', location }) =>
      `${containerName} > ${name}, line ${location.range.start.line}`,
  );
}

describe('document symbols', () => {
  const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
  const nested = oneEditor({ capabilities: { textDocument: { documentSymbol } } });
  const flat = oneEditor({ capabilities: {} });

  for (const one of goldenCases('documentSymbols')) {
    it(one.name, async () => {
      if (one.options['client'] === 'flat') {
        expectGolden('documentSymbols', one, list(await openCase(flat(), one).ask('documentSymbol')));
      } else {
        const { document, ask } = openCase(nested(), one);
        expectGolden('documentSymbols', one, tree(document, await ask('documentSymbol')));
      }
    });
  }
});
