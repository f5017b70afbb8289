import assert from 'node:assert/strict';
import type { ProblemsAnswer } from '#schemas/generated/types.ts';
import { PROBLEMS } from '#schemas/lsp/requests.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import { openEditor, type Editor } from '../../support/lsp/openEditor.ts';
import { sampleVm, specText } from '../core/sampleVm.ts';

describe('problems for a form', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await openEditor();
  });
  afterEach(() => editor.leave());
  const ask = (params: unknown): Promise<ProblemsAnswer> => editor.connection.sendRequest(PROBLEMS, params);

  it('are the diagnostics, by pointers, with the version that was looked at', async () => {
    const { cpu_cores: _, ...without } = sampleVm({ vm_name: 'a' });
    const uri = editor.open(specText([{ ...without, ram_min_mb: 33 } as never]));
    const { version, problems } = await ask({ uri });
    const codes = (await editor.pull(uri)).map(({ code }) => code);
    assert.equal(version, 1);
    assert.deepEqual(
      problems.map(({ code }) => code),
      codes,
    );
    const vm = '/provisioning_request/vms/0';
    assert.deepEqual(problems.map(({ pointer }) => pointer).sort(), [`${vm}/cpu_cores`, `${vm}/ram_min_mb`]);
  });

  it('are those that the host would have, too', async () => {
    editor.tellHost(sampleHostFacts());
    const uri = editor.open(specText([sampleVm({ vm_name: 'a', cpu_cores: 13 })]));
    const { problems } = await ask({ uri });
    assert.deepEqual(
      problems.map(({ code, pointer }) => [code, pointer]),
      [['capacity_exceeded', '/provisioning_request/vms/0/cpu_cores']],
    );
  });

  it('are none of a document that is not open, and a question without one is refused', async () => {
    assert.deepEqual(await ask({ uri: 'untitled:none' }), { version: null, problems: [] });
    await assert.rejects(ask({}), /uri is missing/);
  });
});
