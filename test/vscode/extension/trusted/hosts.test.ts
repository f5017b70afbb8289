import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commands,
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
} from 'vscode';
import { codeOf, eventually, extensionUnderTest, openSpec, problemsOf } from '../support/editor.ts';
import { practiceFolder, practiceHostFile } from '../support/practiceFolder.ts';
import { specText } from '../../specs.ts';

describe('the practice host of the editor', () => {
  const settings = () => workspace.getConfiguration('vmspec');
  after(async () => {
    await commands.executeCommand('vmspec.stopPracticeHost');
    await commands.executeCommand('vmspec.useHost', 'local');
  });

  it('starts on a command, checks specs, and is the same when it is asked for again', async () => {
    const { document } = await openSpec(
      'practised.vmspec.json',
      specText([{ network_adapter_name: 'Externl_Switch' }]),
    );
    assert.equal(practiceHostFile(), null);
    await commands.executeCommand('vmspec.tryPracticeHost');
    const started = practiceHostFile();
    assert.ok(started !== null);
    assert.equal(started.simulated, true);
    await eventually('the switch is unknown', () =>
      problemsOf(document.uri).some((problem) => codeOf(problem) === 'unknown_network'),
    );
    await commands.executeCommand('vmspec.tryPracticeHost');
    assert.equal(practiceHostFile()?.pid, started.pid);
  });

  it('is a process of its own, which ends by itself when no window is left', () => {
    const { pid = 0 } = practiceHostFile() ?? {};
    if (process.platform !== 'linux') return;
    const argv = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
    assert.ok(argv.includes('--until-idle') && argv.includes('60'), argv.join(' '));
    // No secret among the arguments, where every program of the computer reads them.
    const token = readFileSync(join(practiceFolder() ?? '', 'token'), 'utf8').trim();
    assert.ok(!argv.some((argument) => argument.includes(token)));
    // The group of a detached process is its own.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    assert.equal(stat.slice(stat.lastIndexOf(')')).split(' ')[3], String(pid));
  });

  it('gives a new spec what it has', async () => {
    const choose = commands.executeCommand('vmspec.newSpec');
    await eventually('the first example is chosen', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return window.activeTextEditor?.document.uri.path.endsWith('vms.vmspec.json') ?? false;
    });
    await choose;
    const document = window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'vmspec');
    assert.match(document.getText(), /"vm_name": "web-01"/);
    await eventually('it is right', () => problemsOf(document.uri).length === 0);
  });

  it('shows what Check Host finds as a page', async () => {
    await commands.executeCommand('vmspec.checkHost');
    await eventually('the page', () =>
      window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('Check Host'))),
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('stops on a command, and leaves no host file', async () => {
    await commands.executeCommand('vmspec.stopPracticeHost');
    assert.equal(practiceHostFile(), null);
    assert.notEqual(practiceFolder(), null);
  });

  it('is not chosen for a person: nothing of it is in settings or in the workspace', () => {
    for (const key of ['hosts', 'host.connect']) {
      const { globalValue, workspaceValue, workspaceFolderValue } = settings().inspect(key) ?? {};
      assert.deepEqual(
        [globalValue, workspaceValue, workspaceFolderValue],
        [undefined, undefined, undefined],
        key,
      );
    }
  });
});

describe('the settings of hosts', () => {
  it('can be set by a person only', async () => {
    const settings = workspace.getConfiguration('vmspec');
    for (const key of ['hosts', 'host.connect']) {
      await assert.rejects(
        Promise.resolve(settings.update(key, key === 'hosts' ? [] : true, ConfigurationTarget.Workspace)),
        key,
      );
    }
  });

  it('hold no token', () => {
    const { properties } = (
      extensionUnderTest().packageJSON as {
        readonly contributes: {
          readonly configuration: readonly [{ readonly properties: Record<string, object> }];
        };
      }
    ).contributes.configuration[0];
    assert.doesNotMatch(JSON.stringify(Object.keys(properties)), /token|secret|password/i);
  });
});

describe('a workspace that is on no disk', () => {
  it('has its specs checked', async () => {
    const text = Buffer.from(specText([{ ram_startup_mb: 513 }]));
    const registered = workspace.registerFileSystemProvider(
      'vmspec-test',
      oneFile('/virtual.vmspec.json', text),
    );
    try {
      const document = await workspace.openTextDocument(Uri.parse('vmspec-test:/virtual.vmspec.json'));
      assert.equal(document.languageId, 'vmspec');
      await window.showTextDocument(document);
      const problems = await eventually('the problem', () => {
        const found = problemsOf(document.uri);
        return found.length > 0 && found;
      });
      assert.deepEqual(problems.map(codeOf), ['not_a_multiple']);
    } finally {
      await commands.executeCommand('workbench.action.closeActiveEditor');
      registered.dispose();
    }
  });
});

/** A file system that has one file and is read only. */
function oneFile(
  path: string,
  content: Uint8Array,
): Parameters<typeof workspace.registerFileSystemProvider>[1] {
  const { event } = new EventEmitter<FileChangeEvent[]>();
  const refuse = (): never => {
    throw FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: event,
    watch: () => new Disposable(() => undefined),
    stat: (uri) => {
      if (uri.path !== path) throw FileSystemError.FileNotFound(uri);
      return { type: FileType.File, ctime: 0, mtime: 0, size: content.length };
    },
    readDirectory: () => [[path.slice(1), FileType.File]],
    readFile: () => content,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
