import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, commands, window, workspace } from 'vscode';
import { eventually, openSpec, problemsOf, codeOf, replaceAll, workspaceFile } from '../support/editor.ts';
import { specText } from '../../specs.ts';

describe('the language vmspec', () => {
  it('is the one of *.vmspec.json, with what JSON gets from the editor', async () => {
    const document = await workspace.openTextDocument(workspaceFile('lab.vmspec.json'));
    assert.equal(document.languageId, 'vmspec');
    const editor = workspace.getConfiguration('editor', document);
    assert.equal(editor.get('quickSuggestions.strings'), true);
    assert.equal(editor.get('suggest.insertMode'), 'replace');
    assert.equal(editor.get('tabSize'), 2);
    assert.equal(editor.get('defaultFormatter'), 'vmspec.vmspec');
  });

  it('closes brackets and quotes, and indents', async () => {
    const editor = await openSpec('typed.vmspec.json', '');
    await commands.executeCommand('type', { text: '{' });
    assert.equal(editor.document.getText(), '{}');
    await commands.executeCommand('type', { text: '\n' });
    assert.equal(editor.document.getText().replaceAll('\r', ''), '{\n  \n}');
    await commands.executeCommand('type', { text: '"' });
    assert.equal(editor.document.lineAt(1).text, '  ""');
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('marks a mistake while typing, at the value, with a code', async () => {
    const editor = await openSpec('broken.vmspec.json', specText([{ ram_startup_mb: 513 }]));
    const [problem] = await eventually('a problem', () => {
      const found = problemsOf(editor.document.uri);
      return found.length > 0 && found;
    });
    assert.ok(problem !== undefined);
    assert.equal(editor.document.getText(problem.range), '513');
    assert.equal(codeOf(problem), 'not_a_multiple');
    await replaceAll(editor, specText([{}]));
    await eventually('no problem', () => problemsOf(editor.document.uri).length === 0);
    await commands.executeCommand('workbench.action.files.save');
  });

  it('offers a fix for a mistake, which mends it', async () => {
    const editor = await openSpec('fixed.vmspec.json', specText([{}], 2));
    const { document } = editor;
    const [problem] = await eventually('a problem', () => {
      const found = problemsOf(document.uri);
      return found.length > 0 && found;
    });
    assert.ok(problem !== undefined);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      CodeActionKind.QuickFix.value,
      // So many are asked for what they would change.
      10,
    );
    const edit = actions.find(({ isPreferred }) => isPreferred === true)?.edit;
    assert.ok(edit !== undefined, JSON.stringify(actions.map(({ title }) => title)));
    assert.ok(await workspace.applyEdit(edit));
    assert.equal(document.getText(), specText([{}], 1));
    await eventually('no problem', () => problemsOf(document.uri).length === 0);
    await commands.executeCommand('workbench.action.files.save');
  });

  it('is served in a document that was never saved', async () => {
    const document = await workspace.openTextDocument({ language: 'vmspec', content: '{ "vms": [] }' });
    await window.showTextDocument(document);
    await eventually('a problem', () => problemsOf(document.uri).length > 0);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
