import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver';
import type { HostFactsParams } from '#schemas/generated/types.ts';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { networkHostFacts, sampleHostFacts } from '../../support/lsp/hostFacts.ts';
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

  it('are asked for anew when other networks are told, and not for other facts', async () => {
    const editor = await openEditor({ capabilities: { workspace: { inlayHint: { refreshSupport: true } } } });
    try {
      const asked = { times: 0 };
      editor.connection.onRequest('workspace/inlayHint/refresh', () => {
        asked.times += 1;
        return null;
      });
      const [one] = goldenCases('inlayHints').filter(({ name }) => name === 'memory');
      assert.ok(one !== undefined);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      // The answer to a later request comes behind what was sent before it.
      const { ask } = openCase(editor, one);
      const timesAfter = async (...told: readonly (HostFactsParams | null)[]): Promise<number> => {
        for (const facts of told) editor.tellHost(facts);
        await ask('inlayHint', { range });
        return asked.times;
      };
      const facts = sampleHostFacts();
      const before = await timesAfter(facts);
      assert.equal(await timesAfter({ ...facts, vm_names: [] }), before);
      assert.equal(await timesAfter(networkHostFacts()), before + 1);
      assert.equal(await timesAfter(null), before + 2);
    } finally {
      await editor.leave();
    }
  });

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
