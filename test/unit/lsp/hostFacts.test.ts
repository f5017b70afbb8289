import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { HOST_FACTS, STALE_AFTER_MS } from '#schemas/lsp/notifications.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
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
