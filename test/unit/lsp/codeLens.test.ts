import assert from 'node:assert/strict';
import type { CodeLens, Range } from 'vscode-languageserver';
import { lensCommands } from '../../../schemas/lsp/lensCommands.ts';
import { expectGolden, goldenCases, type GoldenCase } from '../../support/lsp/goldenCases.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { oneEditor } from '../../support/lsp/oneEditor.ts';
import { openCase } from '../../support/lsp/openCase.ts';
import { openEditor, type Editor } from '../../support/lsp/openEditor.ts';

const toCome = { workspace: { codeLens: { refreshSupport: true }, configuration: true } };

function caseOf(name: string): GoldenCase {
  const found = goldenCases('codeLens').find((one) => one.name === name);
  assert.ok(found !== undefined);
  return found;
}

function shown(lenses: readonly CodeLens[]): string[] {
  return lenses.map(
    ({ range, command }) => `${range.start.line}:${range.start.character} ${command?.title ?? ''}`,
  );
}

async function lensesOf(editor: Editor, uri: string): Promise<string[]> {
  return shown(await editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }));
}

describe('code lens', () => {
  const plain = oneEditor();

  for (const one of goldenCases('codeLens')) {
    it(one.name, async () => {
      const { ask } = openCase(plain(), one);
      expectGolden('codeLens', one, shown(await ask('codeLens')));
    });
  }

  it('runs the commands of the client with the address of the document', async () => {
    const { uri, ask } = openCase(plain(), caseOf('fits'));
    const lenses = await ask<CodeLens[]>('codeLens');
    const commands = lenses.flatMap(({ command }) =>
      command === undefined || command.command === '' ? [] : [command],
    );
    assert.deepEqual(commands, [
      { title: 'Plan', command: lensCommands.plan, arguments: [uri] },
      { title: 'Provision 2 VMs on hv01…', command: lensCommands.provision, arguments: [uri] },
    ]);
  });

  it('stays, in its place, while the document is being edited or broken', async () => {
    const editor = plain();
    const { uri } = openCase(editor, { ...caseOf('fits'), name: 'edited' });
    const first = await lensesOf(editor, uri);
    assert.deepEqual(
      first.map((lens) => lens.split(' ')[0]),
      ['0:0', '0:0', '0:0', '4:6', '13:6'],
    );
    const titles = first.map((lens) => lens.slice(lens.indexOf(' ')));
    const states: { readonly range: Range; readonly text: string; readonly lines: readonly string[] }[] = [
      { range: between(5, 0, 5, 0), text: '        "\n', lines: ['0:0', '0:0', '0:0', '4:6', '14:6'] },
      { range: between(3, 4, 3, 12), text: '"vms" [', lines: ['0:0', '0:0', '0:0', '4:6', '14:6'] },
      { range: between(0, 0, 0, 0), text: '\n\n', lines: ['0:0', '0:0', '0:0', '6:6', '16:6'] },
      { range: between(16, 6, 16, 7), text: '', lines: ['0:0', '0:0', '0:0', '6:6', '16:6'] },
      { range: between(22, 0, 30, 0), text: '', lines: ['0:0', '0:0', '0:0', '6:6', '16:6'] },
    ];
    for (const [index, { range, text, lines }] of states.entries()) {
      editor.edit(uri, index + 2, { range, text });
      const now = await lensesOf(editor, uri);
      assert.deepEqual(
        now,
        titles.map((title, lens) => `${lines[lens] ?? ''}${title}`),
        `state ${index}`,
      );
    }
  });

  it('says what is new once the document is right again', async () => {
    const editor = plain();
    const one = { ...caseOf('fits'), name: 'mended' };
    const { uri } = openCase(editor, one);
    const first = await lensesOf(editor, uri);
    editor.edit(uri, 2, { text: one.text.replace('"num_vms": 2', '"num_vms": ') });
    assert.deepEqual(await lensesOf(editor, uri), first);
    editor.edit(uri, 3, { text: one.text.replace('"cpu_cores": 2', '"cpu_cores": 4') });
    assert.match((await lensesOf(editor, uri))[0] ?? '', /needs 6 of 12 free vCPU/);
  });

  it('forgets a document that was closed', async () => {
    const editor = plain();
    const { uri } = openCase(editor, { ...caseOf('fits'), name: 'closed' });
    assert.equal((await lensesOf(editor, uri)).length, 5);
    editor.close(uri);
    editor.open('{', uri);
    assert.deepEqual(await lensesOf(editor, uri), ['0:0 Not ready for a host: 1 problem']);
  });

  it('is asked for anew when the host changes', async () => {
    const editor = await openEditor({ capabilities: { workspace: { codeLens: { refreshSupport: true } } } });
    try {
      const refreshed = refreshesOf(editor);
      const { uri } = openCase(editor, caseOf('no-host'));
      assert.deepEqual(await lensesOf(editor, uri), ['0:0 Plan', '0:0 Provision 2 VMs…']);
      editor.tellHost(sampleHostFacts());
      await refreshed();
      assert.match((await lensesOf(editor, uri))[0] ?? '', /Fits hv01/);
    } finally {
      await editor.leave();
    }
  });

  it('can be switched off while the editor runs', async () => {
    const settings = { codeLens: { enabled: false } };
    const editor = await openEditor({ capabilities: toCome });
    try {
      const asked: unknown[] = [];
      editor.connection.onRequest('workspace/configuration', (params: unknown) => {
        asked.push(params);
        return [settings];
      });
      const refreshed = refreshesOf(editor);
      const { uri } = openCase(editor, caseOf('fits'));
      assert.deepEqual(await lensesOf(editor, uri), []);
      assert.deepEqual(asked, [{ items: [{ section: 'vmspec' }] }]);
      settings.codeLens.enabled = true;
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await refreshed();
      assert.equal((await lensesOf(editor, uri)).length, 5);
    } finally {
      await editor.leave();
    }
  });

  it('can be switched off by a client that sends its settings', async () => {
    const editor = await openEditor({ capabilities: {} });
    try {
      const { uri } = openCase(editor, caseOf('fits'));
      const tell = (vmspec: unknown): Promise<void> =>
        editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: { vmspec } });
      await tell({ codeLens: { enabled: false } });
      assert.deepEqual(await lensesOf(editor, uri), []);
      await tell({ codeLens: 'no' });
      assert.equal((await lensesOf(editor, uri)).length, 5);
    } finally {
      await editor.leave();
    }
  });
});

function between(startLine: number, start: number, endLine: number, end: number): Range {
  return { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
}

/** Waits for the next request to ask for lenses anew. */
function refreshesOf({ connection }: Editor): () => Promise<void> {
  const state = { seen: 0, used: 0, wake: (): void => undefined };
  connection.onRequest('workspace/codeLens/refresh', () => {
    state.seen += 1;
    state.wake();
    return null;
  });
  return async () => {
    while (state.seen === state.used) await new Promise<void>((resolve) => (state.wake = resolve));
    state.used = state.seen;
  };
}
