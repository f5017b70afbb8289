import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';
import { openEditor } from '../../support/lsp/openEditor.ts';

describe('inlay hints', () => {
  const plain = oneEditor();

  for (const one of goldenCases('inlayHints')) {
    it(one.name, async () => {
      const { document, ask } = openCase(plain(), one);
      const [first = 0, last = document.lineCount] = (one.options['lines'] ?? '')
        .split('-')
        .filter(Boolean)
        .map(Number);
      const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
      const hints = await ask<InlayHint[]>('inlayHint', { range });
      const shown = hints.map(({ position, label }) => {
        const before = document.getText({ start: { line: position.line, character: 0 }, end: position });
        return `${before.trim()} ${JSON.stringify(label)}`;
      });
      expectGolden('inlayHints', one, shown);
    });
  }

  it('can be switched off', async () => {
    const editor = await openEditor({ capabilities: { workspace: { configuration: true } } });
    try {
      editor.connection.onRequest('workspace/configuration', () => [{ inlayHints: { enabled: false } }]);
      const [one] = goldenCases('inlayHints').filter(({ name }) => name === 'memory');
      assert.ok(one !== undefined);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      assert.deepEqual(await openCase(editor, one).ask('inlayHint', { range }), []);
    } finally {
      await editor.leave();
    }
  });
});
