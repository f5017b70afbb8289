import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';

describe('hover', () => {
  const plain = oneEditor({ capabilities: {} });
  const rich = oneEditor({ capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } } });

  for (const one of goldenCases('hover')) {
    it(one.name, async () => {
      const { document, ask } = openCase(rich(), one);
      const hover = await ask<Hover | null>('hover');
      const over = hover?.range === undefined ? null : document.getText(hover.range);
      const text = hover === null ? null : linesOf(hover);
      expectGolden('hover', one, { over, text });
    });
  }

  it('comes without marks for a client that shows plain text', async () => {
    const [one] = goldenCases('hover').filter(({ name }) => name === 'template');
    assert.ok(one !== undefined);
    const hover = await openCase(plain(), one).ask<Hover>('hover');
    const text = linesOf(hover).join('\n');
    assert.match(text, /^disk_template_path \(required\)\n/);
    assert.match(text, /\(template_path\)/);
    assert.doesNotMatch(text, /[*`[\]]/);
  });
});

function linesOf({ contents }: Hover): string[] {
  return typeof contents === 'object' && 'value' in contents ? contents.value.split('\n') : [];
}
