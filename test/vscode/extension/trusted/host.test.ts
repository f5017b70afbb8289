import assert from 'node:assert/strict';
import { commands, workspace, type Diagnostic } from 'vscode';
import { codeOf, eventually, openSpec, problemsOf } from '../support/editor.ts';
import { startPracticeHost, type PracticeHost } from '../support/practiceHost.ts';
import { specText } from '../../specs.ts';

describe('with a host on this computer', () => {
  const running: { host: PracticeHost | null } = { host: null };
  afterEach(async () => {
    await running.host?.stop();
    running.host = null;
  });

  it('a spec is checked against what the host has, from when it starts until it ends', async () => {
    const text = specText([{ network_adapter_name: 'Externl_Switch' }]);
    const { document } = await openSpec('switches.vmspec.json', text);
    const unknownNetwork = (): Diagnostic | undefined =>
      problemsOf(document.uri).find((problem) => codeOf(problem) === 'unknown_network');
    assert.equal(unknownNetwork(), undefined);

    running.host = await startPracticeHost();
    const problem = await eventually('the switch is unknown', unknownNetwork);
    assert.equal(document.getText(problem.range), '"Externl_Switch"');
    assert.match(problem.message, /External_Switch/);

    await running.host.stop();
    await eventually('nothing is said of a host that is gone', () => unknownNetwork() === undefined);

    // It comes back under another port.
    running.host = await startPracticeHost();
    await eventually('the switch is unknown again', unknownNetwork);
  });

  it('the language server is told anew when it was restarted', async () => {
    running.host = await startPracticeHost();
    const text = specText([{ disk_template_path: 'C:\\Templates\\none.vhdx' }]);
    const { document } = await openSpec('templates.vmspec.json', text);
    const unknownTemplate = (): boolean =>
      problemsOf(document.uri).some((problem) => codeOf(problem) === 'unknown_template');
    await eventually('the template is unknown', unknownTemplate);
    await commands.executeCommand('vmspec.restartLanguageServer');
    await eventually('the template is unknown', unknownTemplate);
  });

  it('T47: a workspace cannot name another host', () => {
    const settings = workspace.getConfiguration('vmspec');
    const { defaultValue, workspaceFolderValue, workspaceValue } = settings.inspect('hosts') ?? {};
    assert.ok(defaultValue !== undefined);
    assert.deepEqual(
      [settings.get('hosts'), workspaceValue, workspaceFolderValue],
      [defaultValue, undefined, undefined],
    );
  });
});
