import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expectGolden, goldenCases, type GoldenCase } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';
import type { Editor } from '../../support/lsp/openEditor.ts';

function question({ options }: GoldenCase): [method: string, more: object] {
  const { tabs, size = '2', final, lines } = options;
  const insertFinalNewline = final === 'no' ? { insertFinalNewline: false } : {};
  const trim = { trimFinalNewlines: true, trimTrailingWhitespace: true };
  const formatting = { tabSize: Number(size), insertSpaces: tabs !== 'yes', ...insertFinalNewline, ...trim };
  if (lines === undefined) return ['formatting', { options: formatting }];
  const [first = 0, last = 0] = lines.split('-').map(Number);
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  return ['rangeFormatting', { options: formatting, range }];
}

async function formatted(editor: Editor, one: GoldenCase): Promise<string> {
  const { document, ask } = openCase(editor, one);
  const [method, more] = question(one);
  return TextDocument.applyEdits(document, await ask<TextEdit[]>(method, more));
}

const bare = (text: string): string => text.replaceAll(/\s+/g, '');

describe('formatting', () => {
  const plain = oneEditor();

  for (const one of goldenCases('formatting')) {
    it(one.name, async () => {
      const text = await formatted(plain(), one);
      assert.equal(bare(text), bare(one.text));
      expectGolden('formatting', one, text.split('\n'));
      assert.equal(await formatted(plain(), { ...one, text }), text, 'formatting twice is formatting once');
    });
  }

  it('keeps the line ends of the document', async () => {
    const [one] = goldenCases('formatting');
    assert.ok(one !== undefined);
    const text = await formatted(plain(), { ...one, text: '{\r\n"a":1}' });
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
  });
});
