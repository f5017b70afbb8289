import type { FoldingRange, Range, SelectionRange } from 'vscode-languageserver';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';

function chain(range: SelectionRange | undefined): Range[] {
  return range === undefined ? [] : [range.range, ...chain(range.parent)];
}

describe('folding and selection ranges', () => {
  const plain = oneEditor();

  for (const one of goldenCases('ranges')) {
    it(one.name, async () => {
      const { document, position, ask } = openCase(plain(), one);
      const folds = await ask<FoldingRange[]>('foldingRange');
      const [selection] = await ask<SelectionRange[]>('selectionRange', { positions: [position] });
      expectGolden('ranges', one, {
        folds: folds.map(({ startLine, endLine }) => `${startLine}-${endLine}`),
        selections: chain(selection).map((range) =>
          document.getText(range).replaceAll(/\s+/g, ' ').slice(0, 60),
        ),
      });
    });
  }
});
