import assert from 'node:assert/strict';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { oneEditor } from '../../support/lsp/oneEditor.ts';

const valid = `{
  "provisioning_request": {
    "num_vms": 1,
    "vms": [
      {
        "vm_name": "web-01", "cpu_cores": 2, "ram_startup_mb": 2048, "ram_min_mb": 1024, "ram_max_mb": 4096,
        "disk_template_path": "C:\\\\Templates\\\\ubuntu-24.04.vhdx", "network_adapter_name": "External_Switch"
      }
    ]
  }
}`;

describe('diagnostics', () => {
  const pulling = oneEditor();
  const pushed = oneEditor({ capabilities: {} });

  it('a valid spec has none', async () => {
    const uri = pulling().open(valid);
    assert.deepEqual(await pulling().pull(uri), []);
  });

  it('tell place, code, words and where the code is explained', async () => {
    const uri = pulling().open(valid.replace('"cpu_cores": 2', '"cpu_cores": 0'));
    assert.deepEqual(await pulling().pull(uri), [
      {
        range: { start: { line: 5, character: 42 }, end: { line: 5, character: 43 } },
        severity: DiagnosticSeverity.Error,
        code: 'out_of_range',
        codeDescription: { href: 'https://vmspec.test/errors#out_of_range' },
        source: 'vmspec',
        message: 'cpu_cores must be between 1 and 2048, not 0.',
        data: { pointer: '/provisioning_request/vms/0/cpu_cores' },
      },
    ]);
  });

  it('fade what can go', async () => {
    const uri = pulling().open(valid.replace('"cpu_cores"', '"cpus": 1, "cpu_cores"'));
    const [unknown] = await pulling().pull(uri);
    assert.equal(unknown?.code, 'unknown_member');
    assert.deepEqual(unknown.tags, [DiagnosticTag.Unnecessary]);
    assert.deepEqual(unknown.range, { start: { line: 5, character: 29 }, end: { line: 5, character: 35 } });
  });

  it('show both places of what is there twice', async () => {
    const mac = 'mac_address": "00-15-5D-01-02-03';
    const vm = /\{\s+"vm_name[^}]+\}/.exec(valid)?.[0].replace('"cpu_cores', `"${mac}", "cpu_cores`) ?? '';
    const text = valid
      .replace('"num_vms": 1', '"num_vms": 2')
      .replace(/\{\s+"vm_name[^}]+\}/, `${vm},\n${vm}`);
    const uri = pulling().open(text);
    const diagnostics = await pulling().pull(uri);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['vm_name_duplicate', 'mac_duplicate'],
    );
    const document = TextDocument.create(uri, '', 1, text);
    for (const { range, relatedInformation } of diagnostics) {
      const [first, ...more] = relatedInformation ?? [];
      assert.ok(first !== undefined && more.length === 0);
      assert.equal(first.location.uri, uri);
      assert.ok(first.location.range.start.line < range.start.line);
      assert.equal(document.getText(first.location.range), document.getText(range));
      assert.match(first.message, /used here first/);
    }
  });

  it('are told for equally named files of several workspace folders, each its own', async () => {
    const { workspace } = pulling().initialized.capabilities;
    assert.deepEqual(workspace?.workspaceFolders, { supported: true, changeNotifications: true });
    const [a, b] = [
      pulling().open(valid, 'file:///a/x.vmspec.json'),
      pulling().open('{}', 'file:///b/x.vmspec.json'),
    ];
    assert.deepEqual(await pulling().pull(a), []);
    assert.equal((await pulling().pull(b)).length, 1);
  });

  it('are pushed to a client that does not pull, edit by edit, and taken back when the document is closed', async () => {
    const editor = pushed();
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
    const uri = editor.open(valid, 'untitled:Untitled-1');
    assert.deepEqual(await editor.pushed(), { uri, version: 1, diagnostics: [] });
    const range = { start: { line: 2, character: 15 }, end: { line: 2, character: 16 } };
    editor.edit(uri, 2, { range, text: '2' });
    const { version, diagnostics } = await editor.pushed();
    assert.equal(version, 2);
    assert.deepEqual(
      diagnostics.map((one) => ({ code: one.code, range: one.range })),
      [{ code: 'num_vms_mismatch', range }],
    );
    editor.close(uri);
    assert.deepEqual(await editor.pushed(), { uri, diagnostics: [] });
  });
});
