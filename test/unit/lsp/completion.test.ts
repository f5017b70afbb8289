import assert from 'node:assert/strict';
import type { CompletionItem, MarkupContent, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { specPart } from '../../../server/src/core/schema/specPart.ts';
import { expectGolden, goldenCases, type GoldenCase } from '../../support/lsp/goldenCases.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase, type OpenCase } from '../../support/lsp/openCase.ts';

const documentationFormat = ['markdown' as const];
const snippets = { completion: { completionItem: { snippetSupport: true, documentationFormat } } };

function editOf({ label, textEdit }: CompletionItem): TextEdit {
  assert.ok(textEdit !== undefined && 'range' in textEdit, `${label} has no edit`);
  return textEdit;
}

function accept({ document }: OpenCase, item: CompletionItem): string {
  return TextDocument.applyEdits(document, [...(item.additionalTextEdits ?? []), editOf(item)]);
}

function summary({ document }: OpenCase, items: readonly CompletionItem[]): unknown {
  return items.map((item) => {
    const { label, detail, filterText } = item;
    const { range, newText } = editOf(item);
    return { label, detail, filterText, replaces: document.getText(range), newText };
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function documentationOf(item: CompletionItem | undefined): string | undefined {
  return (item?.documentation as MarkupContent | undefined)?.value;
}

describe('completion', () => {
  const rich = oneEditor({ capabilities: { textDocument: snippets } });
  const plain = oneEditor({ capabilities: {} });
  const ask = (opened: OpenCase): Promise<CompletionItem[]> => opened.ask('completion');

  for (const one of goldenCases('completion')) {
    it(one.name, async () => {
      const opened = openCase(rich(), one);
      const items = await ask(opened);
      const inPlain = openCase(plain(), one);
      const plainItems = await ask(inPlain);
      const [first] = plainItems;
      const accepted = first === undefined ? null : accept(inPlain, first);
      expectGolden('completion', one, { items: summary(opened, items), firstAccepted: accepted });
      if (one.options['json'] === 'yes') {
        assert.ok(plainItems.length > 0);
        for (const item of plainItems)
          assert.ok(isJson(accept(inPlain, item)), `${item.label} breaks the text`);
      }
    });
  }

  it('a whole VM that is accepted as it comes is a valid spec', async () => {
    const [empty] = goldenCases('completion').filter(({ name }) => name === 'empty-file-host');
    assert.ok(empty !== undefined);
    const opened = openCase(plain(), empty);
    const [whole] = await ask(opened);
    assert.ok(whole !== undefined);
    const uri = plain().open(accept(opened, whole));
    assert.deepEqual(
      await plain().connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }).then(titles),
      [
        'Fits hv01: needs 2 of 12 free vCPU · 4 of 41 GB RAM · 40 of 200 GB on C:',
        'Plan',
        'Provision 1 VM on hv01…',
        'Fits',
      ],
    );
  });

  it('explains members in the words of the schema, and templates with their host', async () => {
    const caseOf = (name: string): GoldenCase => {
      const found = goldenCases('completion').find((one) => one.name === name);
      assert.ok(found !== undefined);
      return found;
    };
    const members = await ask(openCase(rich(), caseOf('vm-members')));
    const described = specPart('/provisioning_request/vms/0/ram_max_mb')?.description;
    assert.equal(documentationOf(members.find(({ label }) => label === 'ram_max_mb')), described);
    const [template] = await ask(openCase(rich(), caseOf('template-host')));
    assert.equal(documentationOf(template), 'Template `C:\\Templates\\ubuntu-24.04.vhdx` of hv01, now');
  });
});

function titles(lenses: unknown): unknown {
  return (lenses as { readonly command: { readonly title: string } }[]).map(({ command }) => command.title);
}
