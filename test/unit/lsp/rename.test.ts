import assert from 'node:assert/strict';
import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase, type OpenCase } from '../../support/lsp/openCase.ts';

/** The lines that a rename changes, or the words that refuse it. */
async function rename({ uri, document, ask }: OpenCase, newName: string): Promise<unknown> {
  try {
    const edit = await ask<WorkspaceEdit | null>('rename', { newName });
    if (edit === null) return null;
    assert.deepEqual(Object.keys(edit.changes ?? {}), [uri]);
    const after = TextDocument.applyEdits(document, edit.changes?.[uri] ?? []).split('\n');
    const before = document.getText().split('\n');
    assert.equal(after.length, before.length);
    return { changed: after.filter((line, index) => line !== before[index]) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

describe('rename', () => {
  const plain = oneEditor({ capabilities: { textDocument: { rename: { prepareSupport: true } } } });

  for (const one of goldenCases('rename')) {
    it(one.name, async () => {
      const opened = openCase(plain(), one);
      const prepared = await opened.ask<{ readonly range: Range; readonly placeholder: string } | null>(
        'prepareRename',
      );
      const under = prepared === null ? null : opened.document.getText(prepared.range);
      assert.equal(under, prepared?.placeholder ?? null);
      expectGolden('rename', one, { under, ...Object(await rename(opened, one.options['newName'] ?? '')) });
    });
  }
});
