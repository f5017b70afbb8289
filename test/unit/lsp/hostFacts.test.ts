import assert from 'node:assert/strict';
import { type CodeLens, DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Vm, VmSpec } from '#schemas/generated/types.ts';
import { HOST_FACTS, STALE_AFTER_MS } from '#schemas/lsp/notifications.ts';
import { networkHostFacts, sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { messageOf } from '../../support/lsp/messageOf.ts';
import { openEditor, type Editor, type EditorOptions } from '../../support/lsp/openEditor.ts';
import { sampleVm, specText } from '../core/sampleVm.ts';

const tooMany = specText([sampleVm({ vm_name: 'a', cpu_cores: 13 })]);
const lines = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map((one) => `${one.severity} ${String(one.code)} ${messageOf(one)}`);

describe('host facts', () => {
  const opened: Editor[] = [];
  const open = async (options?: EditorOptions): Promise<Editor> => {
    const editor = await openEditor(options);
    opened.push(editor);
    return editor;
  };
  afterEach(async () => {
    for (const editor of opened.splice(0)) await editor.leave();
  });

  it('bring diagnostics with the name of the host and the age of the facts, on the value', async () => {
    const editor = await open();
    editor.clock.advance(61_000);
    editor.tellHost(sampleHostFacts());
    const diagnostics = await editor.pull(editor.open(tooMany));
    assert.deepEqual(lines(diagnostics), [
      '1 capacity_exceeded Host capacity exceeded: CPU requested 13, available 12. Write 12 or less. (hv01, 1 min ago)',
    ]);
    const offset = tooMany.indexOf('13');
    assert.deepEqual(diagnostics[0]?.range, {
      start: { line: 0, character: offset },
      end: { line: 0, character: offset + 2 },
    });
  });

  it('refuse a template that was changed, and one that is not there yet', async () => {
    for (const [state, code] of [
      ['changed', 'template_changed'],
      ['adding', 'unknown_template'],
      ['failed', 'unknown_template'],
      ['missing', 'unknown_template'],
    ] as const) {
      const editor = await open();
      const facts = sampleHostFacts();
      const templates = facts.templates.templates.map((template) => ({ ...template, state }));
      editor.tellHost({ ...facts, templates: { ...facts.templates, templates } });
      const diagnostics = await editor.pull(editor.open(specText([sampleVm({ vm_name: 'new-01' })])));
      assert.deepEqual(
        diagnostics.map((one) => one.code),
        [code],
        state,
      );
    }
  });

  it('of a practice host say so', async () => {
    const editor = await open();
    const facts = sampleHostFacts();
    editor.tellHost({ ...facts, host: { ...facts.host, simulated: true } });
    const [line = ''] = lines(await editor.pull(editor.open(tooMany)));
    assert.match(line, /\(practice host hv01, now\)$/);
  });

  it('that are stale refuse nothing, and nobody has to ask for that', async () => {
    const editor = await open({ capabilities: {} });
    editor.tellHost(sampleHostFacts());
    editor.open(tooMany);
    assert.equal((await editor.pushed()).diagnostics[0]?.severity, DiagnosticSeverity.Error);
    editor.clock.advance(STALE_AFTER_MS - 1);
    editor.clock.advance(1);
    const { diagnostics } = await editor.pushed();
    assert.equal(diagnostics[0]?.severity, DiagnosticSeverity.Warning);
    assert.match(messageOf(diagnostics[0]), /\(hv01, 2 min ago, out of date\)$/);
  });

  it('are gone when there is no host', async () => {
    const editor = await open({ capabilities: {} });
    editor.tellHost(sampleHostFacts());
    editor.open(tooMany);
    assert.equal((await editor.pushed()).diagnostics.length, 1);
    editor.tellHost(null);
    assert.deepEqual((await editor.pushed()).diagnostics, []);
  });

  it('make a client that pulls ask again', async () => {
    const editor = await open();
    const asked = new Promise<void>((resolve) => {
      editor.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      });
    });
    await editor.pull(editor.open(tooMany));
    editor.tellHost(sampleHostFacts());
    await asked;
  });

  it('that are not what the schema says are logged and change nothing', async () => {
    const editor = await open();
    editor.tellHost(sampleHostFacts());
    const logged = new Promise<string>((resolve) => {
      editor.connection.onNotification('window/logMessage', ({ message }: { message: string }) =>
        resolve(message),
      );
    });
    await editor.connection.sendNotification(HOST_FACTS, { ...sampleHostFacts(), vm_names: 'dc-01' });
    assert.match(await logged, /vmspec\/hostFacts .* \/vm_names type/);
    assert.equal((await editor.pull(editor.open(tooMany))).length, 1);
  });

  it('serve the VMs that can be read while others are being written', async () => {
    const editor = await open();
    editor.tellHost(sampleHostFacts());
    const text = tooMany.replace(']', ', {}]').replace('External_Switch', 'External');
    const codes = (await editor.pull(editor.open(text))).map(({ code }) => code);
    assert.ok(codes.includes('unknown_network') && codes.includes('capacity_exceeded'), codes.join());
    assert.equal(codes.filter((code) => code === 'missing_member').length, 7);
  });

  describe('with the VMs of a spec', () => {
    const described = [sampleVm({ vm_name: 'web-05' }), sampleVm({ vm_name: 'web-06' })];
    const text = specText(described);
    const there = described.map((vm) => ownVm(vm));
    const told = async (own_vms: readonly Vm[]): Promise<Editor> => {
      const editor = await open();
      const facts = sampleHostFacts();
      const vm_names = [...facts.vm_names, ...own_vms.map(({ vm_name }) => vm_name)];
      editor.tellHost({ ...facts, vm_names, own_vms: [...own_vms] });
      return editor;
    };

    it('on the host as they are described only say so', async () => {
      const editor = await told(there);
      const uri = editor.open(text);
      assert.deepEqual(lines(await editor.pull(uri)), [
        '3 name_in_use "web-05" is on the host already, as it is described here. (hv01, now)',
        '3 name_in_use "web-06" is on the host already, as it is described here. (hv01, now)',
      ]);
      const lenses: CodeLens[] = await editor.connection.sendRequest('textDocument/codeLens', {
        textDocument: { uri },
      });
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        [
          'All 2 VMs are on hv01 already',
          'Plan',
          'Provision 2 VMs on hv01…',
          'On hv01 already',
          'On hv01 already',
        ],
      );
    });

    it('on the host on the switches that its named networks lead to only say so', async () => {
      const editor = await open();
      const facts = networkHostFacts();
      const vm_names = [...facts.vm_names, ...there.map(({ vm_name }) => vm_name)];
      editor.tellHost({ ...facts, vm_names, own_vms: [...there] });
      const on = described.map((vm) => ({ ...vm, network_adapter_name: 'BUILD-lan' }));
      const said = await editor.pull(editor.open(specText(on)));
      assert.deepEqual(
        said.map(({ severity, code }) => [severity, code]),
        [
          [3, 'name_in_use'],
          [3, 'name_in_use'],
        ],
      );
    });

    it('on the host in part, or otherwise than described, have names that are in use', async () => {
      const [first, second] = there;
      assert.ok(first !== undefined && second !== undefined);
      const some = await told([first]);
      assert.match(lines(await some.pull(some.open(text))).join('\n'), /^1 name_in_use A VM named "web-05"/);
      const other = await told([first, { ...second, cpu_cores: second.cpu_cores + 1 }]);
      const codes = (await other.pull(other.open(text))).map(({ severity, code }) => [severity, code]);
      assert.deepEqual(codes, [
        [1, 'name_in_use'],
        [1, 'name_in_use'],
      ]);
      const foreign = await told(there.map((vm) => ({ ...vm, managed: false })));
      assert.equal((await foreign.pull(foreign.open(text)))[0]?.severity, DiagnosticSeverity.Error);
    });
  });

  it('say where there is room, and how many VMs fit', async () => {
    const editor = await open();
    editor.tellHost(sampleHostFacts());
    const words = async (vms: Parameters<typeof specText>[0]): Promise<string> =>
      lines(await editor.pull(editor.open(specText(vms)))).join('\n');
    const disk = { data_disks: [{ size_gb: 170 }] };
    assert.match(
      await words([sampleVm({ vm_name: 'a', ...disk })]),
      /There is room on D:\\: write it as "volume"\./,
    );
    const huge = { data_disks: [{ size_gb: 5000 }] };
    assert.match(
      await words([sampleVm({ vm_name: 'a' }), sampleVm({ vm_name: 'b', ...huge })]),
      /The first 1 of 2 VMs fit\./,
    );
    assert.match(await words([sampleVm({ vm_name: 'a', ...huge })]), /Not even the first VM fits\./);
    const many = [sampleVm({ vm_name: 'a', copies: 7 })];
    assert.match(
      await words(many),
      /CPU requested 14, available 12\. With cpu_cores 1 or less for every VM all fit\./,
    );
  });
});

/** A VM of the host, as it is when it was created out of an entry of a spec. */
function ownVm(spec: VmSpec): Vm {
  const { vm_name, cpu_cores, ram_startup_mb, ram_min_mb, ram_max_mb } = spec;
  const template = sampleHostFacts().templates.templates.find(({ path }) => path === spec.disk_template_path);
  assert.ok(template !== undefined);
  const disk = { path: `D:\\${vm_name}.vhdx`, size_mb: template.size_gb * 1024, file_mb: 4 };
  return {
    ...{ vm_name, cpu_cores, ram_startup_mb, ram_min_mb, ram_max_mb, generation: 2, vm_id: vm_name },
    ...{
      state: 'Running',
      managed: true,
      simulated: false,
      job_id: null,
      memory_assigned_mb: 0,
      uptime_s: 0,
    },
    ...{ ip_addresses: [], heartbeat: 'ok', tags: [], notes: '', changed_outside: false },
    disks: [{ ...disk, parent_path: template.path }],
    switches: [spec.network_adapter_name],
    charged: { cpu_cores, ram_mb: ram_max_mb, storage_mb: disk.size_mb, basis: 'spec' },
  };
}
