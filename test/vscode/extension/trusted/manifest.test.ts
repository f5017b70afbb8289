import assert from 'node:assert/strict';
import { commands, languages, tasks } from 'vscode';
import { eventually, extensionUnderTest } from '../support/editor.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  it('registers the commands that its manifest declares, and no others', async () => {
    const extension = extensionUnderTest();
    await extension.activate();
    const declared = (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    const registered = (await commands.getCommands(true)).filter((id) => /^vmspec\.(?!vmspec)/.test(id));
    assert.deepEqual(registered.filter((id) => declared.includes(id)).sort(), declared.toSorted());
  });

  it('brings the language', async () => {
    assert.ok((await languages.getLanguages()).includes('vmspec'));
  });

  it('offers to validate each spec, and says in the list of problems what is wrong', async () => {
    const offered = await tasks.fetchTasks({ type: 'vmspec' });
    const names = offered.map(({ name }) => name);
    assert.ok(names.includes('validate all specs'), names.join());
    assert.ok(names.includes('validate closed-broken.vmspec.json'), names.join());
    const task = offered.find(({ name }) => name === 'validate closed-broken.vmspec.json');
    assert.ok(task !== undefined);
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await tasks.executeTask(task);
    assert.equal(await ended, 2);
    const found = await eventually('the problem', () =>
      languages
        .getDiagnostics()
        .filter(([uri]) => uri.path.endsWith('closed-broken.vmspec.json'))
        .flatMap(([, all]) => all)
        .at(0),
    );
    assert.equal(found.code, 'num_vms_mismatch');
    assert.equal(found.range.start.line, 2);
  });
});
