import assert from 'node:assert/strict';
import type { DocumentLink } from 'vscode-languageserver';
import { TEMPLATE_SCHEME, templatePath } from '../../../schemas/lsp/templateUri.ts';
import { expectGolden, goldenCases } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';

describe('document links', () => {
  const plain = oneEditor();

  for (const one of goldenCases('documentLinks')) {
    it(one.name, async () => {
      const { document, ask } = openCase(plain(), one);
      const links = await ask<DocumentLink[]>('documentLink');
      for (const { range, target = '' } of links) {
        assert.equal(new URL(target).protocol, `${TEMPLATE_SCHEME}:`);
        assert.equal(templatePath(target), JSON.parse(`"${document.getText(range)}"`));
      }
      expectGolden(
        'documentLinks',
        one,
        links.map(({ range, target }) => [document.getText(range), target]),
      );
    });
  }

  it('an address of something else is no template', () => {
    for (const uri of ['file:///C:/x.vhdx', `${TEMPLATE_SCHEME}:/%`, ''])
      assert.equal(templatePath(uri), null);
  });
});
