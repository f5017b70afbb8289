import assert from 'node:assert/strict';
import { commands, env, TabInputTextDiff, window, workspace } from 'vscode';
import type { JobList, Vm, VmList } from '#schemas/generated/types.ts';
import { eventually, openSpec } from '../support/editor.ts';
import { startPracticeHost, type PracticeHost } from '../support/practiceHost.ts';
import { specText } from '../../specs.ts';

/** A row of the trees, as the editor hands it to a command. */
interface Row {
  readonly id: string;
  readonly subject: object;
}

describe('what the views offer', () => {
  const running: { host: PracticeHost | null } = { host: null };
  before(async () => {
    running.host = await startPracticeHost();
    const answer = await call(
      'POST',
      '/api/vms/provision',
      specText([{ vm_name: 'web-01' }, { vm_name: 'web-02' }]),
    );
    assert.equal(answer.status, 202);
    await eventually(
      'both run',
      async () => (await ours()).filter(({ state }) => state === 'Running').length === 2,
    );
    await commands.executeCommand('vmspec.reconnect');
    await commands.executeCommand('vmspec.hosts.focus');
    // The window has met hosts of other tests: it must know this one before its rows are used.
    const rows = await vmRows();
    await eventually('the window knows both', async () => {
      await commands.executeCommand('vmspec.copyIpAddress', rows[0], rows);
      return (await env.clipboard.readText()).split('\n').length === 2;
    });
  });
  after(() => running.host?.stop());

  async function call(method: string, path: string, body?: string): Promise<Response> {
    const { host } = running;
    assert.ok(host !== null);
    return fetch(`${host.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
  }
  async function ours(): Promise<Vm[]> {
    const { vms } = (await (await call('GET', '/api/vms')).json()) as VmList;
    return vms.filter(({ managed }) => managed);
  }
  async function jobs(): Promise<JobList['jobs']> {
    return ((await (await call('GET', '/api/jobs')).json()) as JobList).jobs;
  }
  async function vmRows(): Promise<Row[]> {
    return (await ours()).map(({ vm_id }) => ({ id: `vm/${vm_id}`, subject: { kind: 'vm', vmId: vm_id } }));
  }
  async function jobRow(): Promise<Row> {
    const job = (await jobs()).find(({ kind }) => kind === 'provision');
    assert.ok(job !== undefined);
    return { id: `job/${job.job_id}`, subject: { kind: 'job', jobId: job.job_id } };
  }

  it('is done to all VMs of the selection, with one command, and undone', async () => {
    const rows = await vmRows();
    await commands.executeCommand('vmspec.shutDownVm', rows[0], rows);
    await eventually('both are off', async () => (await ours()).every(({ state }) => state === 'Off'));
    const stops = (await jobs()).filter(({ kind }) => kind === 'stop');
    assert.equal(stops.length, 2);
    await commands.executeCommand('vmspec.startVm', rows[0], rows);
    await eventually('both run', async () => (await ours()).every(({ state }) => state === 'Running'));
  });

  it('leaves alone what is not selected', async () => {
    const rows = await vmRows();
    await commands.executeCommand('vmspec.shutDownVm', rows[0], [rows[0]]);
    await eventually('one is off', async () => (await ours()).some(({ state }) => state === 'Off'));
    assert.equal((await ours()).filter(({ state }) => state === 'Running').length, 1);
    await commands.executeCommand('vmspec.startVm', rows[0], [rows[0]]);
    await eventually('both run', async () => (await ours()).every(({ state }) => state === 'Running'));
  });

  it('copies addresses that are addresses, and the id of a job', async () => {
    await eventually('both tell an address', async () =>
      (await ours()).every((vm) => vm.ip_addresses.length > 0),
    );
    const rows = await vmRows();
    const expected = (await ours()).map(({ ip_addresses }) => ip_addresses[0]).sort();
    await eventually('they are known here', async () => {
      await commands.executeCommand('vmspec.copyIpAddress', rows[0], rows);
      const copied = (await env.clipboard.readText()).split('\n').sort();
      return JSON.stringify(copied) === JSON.stringify(expected);
    });
    const row = await jobRow();
    await commands.executeCommand('vmspec.copyJobId', row);
    assert.equal(`job/${await env.clipboard.readText()}`, row.id);
  });

  it('shows the spec of a job as it was submitted, to be read', async () => {
    await commands.executeCommand('vmspec.showJobSpec', await jobRow());
    const document = await eventually('it is shown', () => {
      const shown = window.activeTextEditor?.document;
      return shown?.uri.scheme === 'vmspec-job' && shown;
    });
    const { provisioning_request: request } = JSON.parse(document.getText()) as {
      readonly provisioning_request: { readonly vms: readonly { readonly vm_name: string }[] };
    };
    assert.deepEqual(
      request.vms.map(({ vm_name }) => vm_name),
      ['web-01', 'web-02'],
    );
  });

  it('become a spec, and show what a spec has otherwise in an editor beside it', async () => {
    const names = ['web-01', 'web-02'].map((vm_name) => ({ vm_name }));
    const rows = await vmRows();
    await commands.executeCommand('vmspec.exportSpec', rows[0], rows);
    const exported = await eventually('the spec is shown', () => {
      const shown = window.activeTextEditor?.document;
      return shown?.isUntitled === true && shown;
    });
    assert.equal(exported.languageId, 'vmspec');
    assert.equal(exported.getText(), specText(names));
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    const changed = await openSpec('changed.vmspec.json', specText([{ vm_name: 'web-01', cpu_cores: 2 }]));
    await commands.executeCommand('vmspec.showSpecDifference', changed.document.uri);
    const { original, modified } = await eventually('the difference is shown', shownDifference);
    assert.equal(modified.toString(), changed.document.uri.toString());
    assert.equal((await workspace.openTextDocument(original)).getText(), specText(names.slice(0, 1)));
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

function shownDifference(): TabInputTextDiff | false {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputTextDiff && input;
}
