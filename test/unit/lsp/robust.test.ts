import assert from 'node:assert/strict';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, type Diagnostic } from 'vscode-languageserver';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { corpus } from '../../support/documents.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { sampleVm, specText } from '../core/sampleVm.ts';

const codesOf = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);
const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

describe('T45: the language server stands', () => {
  const editor = oneEditor();
  const pushed = oneEditor({ capabilities: {} });

  async function everything(text: string): Promise<Diagnostic[]> {
    const uri = editor().open(text);
    const diagnostics = await editor().pull(uri);
    const context = { diagnostics: [] };
    await editor().connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: whole,
      context,
    });
    return diagnostics;
  }

  it('every prefix of a valid file', async () => {
    editor().tellHost(sampleHostFacts());
    const text = corpus().find(({ name }) => name === 'valid-full')?.text ?? '';
    assert.ok(text.length > 500);
    for (let end = 0; end < text.trimEnd().length; end += 1) {
      assert.deepEqual(codesOf(await everything(text.slice(0, end))), ['invalid_json'], `${end}`);
    }
    editor().tellHost(null);
  });

  it('thousands of brackets: one diagnostic', async () => {
    for (const open of ['[', '{"a":', '[{"a":', '[}', '[},', '{]"', '/**/[', '"[', '[//\n']) {
      const diagnostics = await everything(open.repeat(6000));
      assert.equal(diagnostics.length, 1, open);
    }
    const deep = '['.repeat(33) + ']'.repeat(33);
    assert.deepEqual(codesOf(await everything(deep)), ['too_deep']);
  });

  it('a text beyond the limit: one diagnostic, and nothing else is done', async () => {
    const text = `[${'1,'.repeat(5 * 1024 * 1024)}1]`;
    assert.deepEqual(await everything(text), [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        severity: 1,
        code: 'too_large',
        codeDescription: { href: 'https://vmspec.test/errors#too_large' },
        source: 'vmspec',
        message: `The text has ${text.length} bytes, and at most ${SPEC_BYTES} are read: split it.`,
        data: { pointer: '' },
      },
    ]);
    const just = `"${'a'.repeat(SPEC_BYTES - 2)}"`;
    assert.deepEqual(codesOf(await everything(just)), ['wrong_type']);
  });

  it('emoji, lone surrogates and every line end before an error: its place in UTF-16', async () => {
    const vm = sampleVm({ cpu_cores: 0 });
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `{${end}"$schema": "😀\ud800 \\ud800",${end}${specText([vm]).slice(1)}`;
      const diagnostics = await everything(text);
      const line = text.split(end)[2] ?? '';
      const character = line.indexOf(':0,') + 1;
      assert.deepEqual(
        diagnostics.map(({ code, range }) => ({ code, range })),
        [
          {
            code: 'lone_surrogate',
            range: { start: { line: 1, character: 11 }, end: { line: 1, character: 23 } },
          },
          {
            code: 'out_of_range',
            range: { start: { line: 2, character }, end: { line: 2, character: character + 1 } },
          },
        ],
      );
    }
  });

  it('edits with places that are not there, and versions out of order', async () => {
    const uri = editor().open('{}');
    const at = (line: number, character: number, toLine: number, toCharacter: number): typeof whole => ({
      start: { line, character },
      end: { line: toLine, character: toCharacter },
    });
    editor().edit(uri, 9, { range: at(5, 5, 9, 9), text: ' ' });
    editor().edit(uri, 3, { range: at(0, 99, 0, 0), text: '[' });
    editor().edit(uri, 2, { range: at(-1, -1, 0, 0), text: '' });
    editor().edit(uri, 2);
    await editor().pull(uri);
    editor().edit(uri, 1, { text: specText([sampleVm()]) });
    assert.deepEqual(await editor().pull(uri), []);
    editor().edit('file:///never-opened.vmspec.json', 1, { text: '' });
    assert.deepEqual(await editor().pull('file:///never-opened.vmspec.json'), []);
  });

  it('unknown methods, and messages that are not what the protocol says', async () => {
    const { connection } = editor();
    const refused = async (method: string, params: unknown): Promise<number> => {
      try {
        await connection.sendRequest(method, params);
        return 0;
      } catch (error) {
        return (error as { code: number }).code;
      }
    };
    assert.equal(await refused('vmspec/nothing', {}), ErrorCodes.MethodNotFound);
    assert.equal(await refused('textDocument/codeAction', {}), ErrorCodes.InternalError);
    assert.equal(await refused('textDocument/diagnostic', null), ErrorCodes.InvalidParams);
    assert.equal(
      await refused('codeAction/resolve', { title: 'x', data: { uri: 'a', asked: {} } }),
      LSPErrorCodes.ContentModified,
    );
    await connection.sendNotification('vmspec/unknown', { a: 1 });
    await connection.sendNotification('textDocument/didOpen', {});
    await connection.sendNotification('textDocument/didChange', { textDocument: null, contentChanges: 7 });
    assert.deepEqual(await editor().pull(editor().open(specText([sampleVm()]))), []);
  });

  it('a request that is taken back is answered so', async () => {
    const uri = editor().open(specText([sampleVm()]));
    const { connection } = editor();
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const asked = connection.sendRequest('textDocument/diagnostic', params, source.token);
    source.cancel();
    await assert.rejects(asked, (error: { code: number }) => error.code === LSPErrorCodes.RequestCancelled);
  });

  it('a thousand edits in a row: the last diagnostics are those of the last text', async () => {
    const uri = pushed().open('');
    for (let version = 2; version <= 1001; version += 1) {
      pushed().edit(uri, version, { text: specText([sampleVm({ cpu_cores: version === 1001 ? 1 : 0 })]) });
    }
    let last = await pushed().pushed();
    while (last.version !== 1001) last = await pushed().pushed();
    assert.deepEqual(last.diagnostics, []);
  });

  it('many open documents: all are answered', async () => {
    const uris = Array.from({ length: 200 }, (_, index) =>
      editor().open(specText([sampleVm({ cpu_cores: index % 2 })]), `untitled:${index}`),
    );
    for (const [index, uri] of uris.entries()) {
      assert.equal((await editor().pull(uri)).length, index % 2 === 0 ? 1 : 0);
      editor().close(uri);
      assert.deepEqual(await editor().pull(uri), []);
    }
  });
});
