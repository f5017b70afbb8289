import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixers } from '../../../server/src/lsp/features/codeActions/fixers.ts';
import { cursorIn } from '../../support/lsp/cursorIn.ts';
import { fixCases, type FixCase } from '../../support/lsp/fixCases.ts';
import { generousHostFacts, networkHostFacts, sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import type { Editor } from '../../support/lsp/openEditor.ts';

const hosts = {
  none: () => null,
  fresh: sampleHostFacts,
  '400 percent': generousHostFacts,
  networks: networkHostFacts,
};

interface Offer {
  readonly text: string;
  readonly uri: string;
  readonly actions: readonly CodeAction[];
}

async function ask(editor: Editor, { before, host, only }: FixCase): Promise<Offer> {
  const { text, position } = cursorIn(before);
  editor.tellHost(hosts[host]());
  const uri = editor.open(text);
  const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only === null ? {} : { only: [only] }) },
  });
  return { text, uri, actions };
}

function pick({ actions }: Offer, title: string): CodeAction {
  const titles = actions.map((one) => one.title);
  const action = actions.find((one) => one.title.trim() === title.trim());
  assert.ok(action !== undefined, `no ${title} among ${JSON.stringify(titles)}`);
  assert.equal(new Set(titles).size, titles.length, `offered twice: ${titles.join(', ')}`);
  return action;
}

function apply(
  { text, uri }: Offer,
  action: CodeAction,
): { readonly text: string; readonly edits: readonly TextEdit[] } {
  const edits = action.edit?.changes?.[uri];
  assert.ok(edits !== undefined, 'no edit');
  const document = TextDocument.create(uri, 'vmspec', 1, text);
  return { text: TextDocument.applyEdits(document, edits), edits };
}

/** A value is replaced, or lines are removed or added: what stands around them is not written anew. */
function assertSmall(text: string, { range, newText }: TextEdit): void {
  const replaced = TextDocument.create('', '', 1, text).getText(range);
  assert.ok(!/[\r\n]/.test(replaced) || newText === '', JSON.stringify({ replaced, newText }));
}

const keyOf = ({ code, data }: Diagnostic): string => JSON.stringify([code, data]);
const crlf = (one: FixCase): FixCase => ({
  ...one,
  before: one.before.replaceAll('\n', '\r\n'),
  after: one.after.replaceAll('\n', '\r\n'),
});

describe('quick fixes', () => {
  const plain = oneEditor();
  const resolving = oneEditor({
    capabilities: {
      textDocument: {
        diagnostic: {},
        codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
      },
    },
  });
  const cases = fixCases();

  for (const one of cases) {
    it(`${one.name}: ${one.title}`, async () => {
      for (const written of [one, crlf(one)]) {
        const offer = await ask(plain(), written);
        const action = pick(offer, one.title);
        const { text, edits } = apply(offer, action);
        assert.equal(text, written.after);
        for (const edit of edits) assertSmall(offer.text, edit);
      }
    });

    it(`${one.name} leaves nothing of what it mends`, async () => {
      const editor = plain();
      const offer = await ask(editor, one);
      const action = pick(offer, one.title);
      const mended = new Set((action.diagnostics ?? []).map(keyOf));
      const before = (await editor.pull(offer.uri)).map(keyOf);
      for (const key of mended) assert.ok(before.includes(key), `${key} was no diagnostic`);
      const left = (await editor.pull(editor.open(apply(offer, action).text))).map(keyOf);
      assert.deepEqual(
        left.filter((key) => mended.has(key) && !stays.has(one.name)),
        [],
      );
    });
  }

  it('work out their changes when they are taken, for clients that can wait', async () => {
    const [one] = cases.filter(({ name }) => name === 'order-memory');
    assert.ok(one !== undefined);
    const offer = await ask(resolving(), one);
    const action = pick(offer, one.title);
    assert.equal(action.edit, undefined);
    const resolved = await resolving().connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.equal(apply(offer, resolved).text, one.after);

    resolving().open(one.after, offer.uri);
    await assert.rejects(
      resolving().connection.sendRequest('codeAction/resolve', action),
      /changed: ask again/,
    );
    const forged = { ...action, data: { uri: 5 } };
    await assert.rejects(
      resolving().connection.sendRequest('codeAction/resolve', forged),
      /changed: ask again/,
    );
  });

  it('of the same title are told apart when they are taken', async () => {
    const [one] = cases.filter(({ name }) => name === 'mac-group');
    assert.ok(one !== undefined);
    const entry = /\{\s+"vm_name[^}]+\}/.exec(one.after)?.[0] ?? '';
    const odd = entry.replace('"cpu_cores', '"mac_address": "01-00-00-00-00-01", "cpu_cores');
    const other = odd.replace('vm-a', 'vm-b').replace('00-01"', '00-02"');
    const text = one.after.replace(entry, `${odd},\n${other}`).replace('"num_vms": 1', '"num_vms": 2');
    const editor = resolving();
    const uri = editor.open(text);
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      context: { diagnostics: [] },
    });
    const removals = actions.filter(({ title }) => title === 'Remove mac_address');
    const left = await Promise.all(
      removals.map(async (action) => {
        const taken = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
        return /01-00-00-00-00-0\d/.exec(apply({ text, uri, actions }, taken).text)?.[0];
      }),
    );
    assert.deepEqual(left, ['01-00-00-00-00-02', '01-00-00-00-00-01']);
  });

  it('on saving touch nothing that needs a choice', async () => {
    const editor = plain();
    const unsure = cases.filter(({ name }) => name.startsWith('missing') || name.startsWith('host-cpu'));
    assert.ok(unsure.length > 5);
    for (const one of unsure) {
      const { actions } = await ask(editor, { ...one, only: 'source.fixAll.vmspec' });
      assert.deepEqual(actions, [], one.name);
    }
  });

  it('have a case for every code that they mend', async () => {
    const seen = new Set<unknown>();
    for (const one of cases) {
      const offer = await ask(plain(), one);
      for (const { code } of pick(offer, one.title).diagnostics ?? []) seen.add(code);
    }
    assert.deepEqual(
      Object.keys(fixers).filter((code) => !seen.has(code)),
      ['byte_order_mark'],
    );
  });
});

/** Cases whose problem is only made smaller. */
const stays: ReadonlySet<string> = new Set(['not-supported']);
