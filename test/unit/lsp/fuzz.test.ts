import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSpec } from '#core/readSpec.ts';
import { measured } from '../../support/goals/measured.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { offsetOf, randomEdit } from '../../support/lsp/randomEdits.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { sampleVm, specText } from '../core/sampleVm.ts';

const EDITS = 50_000;
/** Edits after which a document is opened anew: by then it is hardly a spec any more. */
const EDITS_OF_A_TEXT = 12;
/** Edits between two looks at everything else that the server answers. */
const EDITS_BETWEEN_ACTIONS = 20;

const texts = [
  specText([sampleVm()]),
  JSON.stringify(JSON.parse(specText([sampleVm({ notes: '👩‍💻' }), sampleVm({ copies: 2 })])), null, 2),
  JSON.stringify(JSON.parse(specText([sampleVm({ cpu_cores: 99 })])), null, 1).replaceAll('\n', '\r\n'),
];

describe('random edits', function () {
  this.timeout(600_000);
  const editor = oneEditor();

  it(`G12: ${EDITS} leave the server and its places right`, async () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`note: fuzz of the language server: FUZZ_SEED=${seed}\n`);
    const random = seededRandom(seed);
    const state = { text: '', uri: '', version: 0, host: false };
    const seen = new Set<unknown>();

    for (let edit = 0; edit < EDITS; edit += 1) {
      if (edit % EDITS_OF_A_TEXT === 0) {
        if (state.uri !== '') editor().close(state.uri);
        state.host = random.fraction() < 0.5;
        editor().tellHost(state.host ? sampleHostFacts() : null);
        state.text = texts[Math.floor(random.fraction() * texts.length)] ?? '';
        state.version = 1;
        state.uri = editor().open(state.text, `untitled:${edit}`);
      }
      const edited = randomEdit(state.text, () => random.fraction());
      state.version += 1;
      state.text = edited.text;
      editor().edit(state.uri, state.version, edited.change);
      const diagnostics = await editor().pull(state.uri);
      for (const { code } of diagnostics) seen.add(code);
      try {
        assertPlaces(state.text, diagnostics, state.host);
        if (edit % EDITS_BETWEEN_ACTIONS === 0) await assertActions(state.uri, state.text);
      } catch (error) {
        throw new Error(`FUZZ_SEED=${seed}, edit ${edit}: ${JSON.stringify(state.text)}`, { cause: error });
      }
    }
    assert.ok(seen.size > 20, [...seen].join());
    measured({
      goal: 'G12',
      tried: `${EDITS} edits, seed ${seed}`,
      result: '0 ends, every place right',
      reached: true,
    });
  });

  /** Every place is one of the text, and what core says of the same text stands where core says it. */
  function assertPlaces(text: string, diagnostics: readonly Diagnostic[], host: boolean): void {
    const found = diagnostics.map(({ code, range }) => ({
      code,
      offset: offsetOf(text, range.start),
      end: offsetOf(text, range.end),
    }));
    for (const { offset, end } of found) assert.ok(offset <= end);
    const expected = readSpec(text).problems.map(({ code, range: { offset, length } }) => ({
      code,
      offset,
      end: offset + length,
    }));
    if (!host) assert.deepEqual(found, expected);
  }

  /** Every fix can be applied to the text that it was made for. */
  async function assertActions(uri: string, text: string): Promise<void> {
    const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
    const actions = await editor().connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ['quickfix', 'source'] },
    });
    for (const { title, edit } of actions) {
      const edits = edit?.changes?.[uri] ?? [];
      for (const one of edits)
        assert.ok(offsetOf(text, one.range.start) <= offsetOf(text, one.range.end), title);
      const after = TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), edits);
      assert.notEqual(after, text, title);
    }
  }
});
