import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Plan, SpecFile, VmExport } from '#schemas/generated/types.ts';
import { exitCodes } from '../../../server/src/cli/exitCodes.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { act, provisioned, vmNamed } from '../../support/host/jobs.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { runCli, temporaryFolder } from '../../support/runCli.ts';

const root = join(import.meta.dirname, '..', '..', '..');

async function exported(host: TestHost, name: string): Promise<VmExport> {
  const { vm_id } = await vmNamed(host, name);
  const answer = await request(host, { path: `/api/vms/${vm_id}/spec` });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as VmExport;
}

async function planOf(host: Reachable, body: SpecFile): Promise<Plan> {
  const answer = await request(host, { method: 'POST', path: '/api/vms/plan', body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Plan;
}

const fileOf = (...entries: readonly VmExport[]): SpecFile => ({
  provisioning_request: { num_vms: entries.length, vms: entries.map((entry) => entry.spec) },
});

describe('a VM as a spec', () => {
  const { start } = hosts();

  it('is what was asked for, defaults left out, and planned again shows no difference', async () => {
    const host = await start();
    const asked = vm('web-01', {
      notes: 'Owner: platform team',
      tags: ['web', 'lab'],
      data_disks: [{ size_gb: 5 }, { size_gb: 1, type: 'fixed', volume: 'D:\\' }],
      network_adapters: [{ switch: 'External_Switch', vlan_id: 30, mac_address: '00155D010204' }],
      vlan_id: 20,
      automatic_stop_action: 'turn_off',
    });
    await provisioned(host, spec(asked));
    const { spec: written, remarks } = await exported(host, 'web-01');
    assert.deepEqual(written, asked);
    assert.deepEqual(remarks, []);
    const plan = await planOf(host, fileOf(await exported(host, 'web-01')));
    assert.deepEqual(plan.drift, []);
    assert.deepEqual(
      plan.problems.map(({ code }) => code),
      ['name_in_use'],
    );
  });

  it('is the same for every option that a spec has', async () => {
    const host = await start();
    host.hyperv.byHand.createDisk('C:\\ISO\\debian-13.iso', 700);
    host.hyperv.byHand.addSwitch('Lab_Internal', 'Internal');
    await host.host.watch.fresh();
    const text = readFileSync(join(root, 'examples', 'all-options.vmspec.json'), 'utf8');
    const job = await provisioned(host, JSON.parse(text) as SpecFile);
    const entries = await Promise.all(job.vms.map(({ vm_name }) => exported(host, vm_name)));
    assert.deepEqual(
      entries.flatMap(({ remarks }) => remarks),
      [],
    );
    assert.deepEqual((await planOf(host, fileOf(...entries))).drift, []);
  });

  it('that was changed by hand drifts from its spec in what was changed, and is exported as it is now', async () => {
    const host = await start();
    const asked = spec(vm('web-01'));
    await provisioned(host, asked);
    assert.deepEqual((await planOf(host, asked)).drift, []);
    const { vm_id } = await vmNamed(host, 'web-01');
    host.hyperv.byHand.changeVm(vm_id, { cpu_cores: 3 });
    await host.host.watch.fresh();
    assert.deepEqual((await planOf(host, asked)).drift, [
      { vm_name: 'web-01', member: 'cpu_cores', planned: '1', actual: '3' },
    ]);
    const now = await exported(host, 'web-01');
    assert.equal(now.spec.cpu_cores, 3);
    assert.deepEqual((await planOf(host, fileOf(now))).drift, []);
  });

  it('that is off is exported as one that is not started', async () => {
    const host = await start();
    await provisioned(host, spec(vm('web-01', { start: false })));
    assert.equal((await exported(host, 'web-01')).spec.start, false);
  });

  it('that others made says what a person has to fill in', async () => {
    const host = await start();
    const path = 'D:\\Disks\\dc-01.vhdx';
    host.hyperv.byHand.createDisk(path, 4096, 1024);
    const { vm_id } = host.hyperv.byHand.createVm({
      ...{ name: 'dc-01', cpu_cores: 3, generation: 1 },
      memory: { dynamic: false, startup_mb: 2048, min_mb: 512, max_mb: 1024 * 1024 },
    });
    const drive = { controller: 'IDE', number: 0, location: 0, kind: 'hard_disk', path } as const;
    host.hyperv.byHand.changeVm(vm_id, { drives: [drive] });
    await host.host.watch.fresh();
    const { spec: written, remarks } = await exported(host, 'dc-01');
    assert.equal(written.disk_template_path, path);
    assert.deepEqual(
      [written.generation, written.cpu_cores, written.ram_min_mb, written.ram_max_mb, written.secure_boot],
      [1, 3, 2048, 2048, undefined],
    );
    assert.match(remarks.join('\n'), /"D:\\Disks\\dc-01\.vhdx" is no template of this host: name one/);
    assert.match(remarks.join('\n'), /virtual switch|network adapter/);
  });

  it('of an unknown id is refused', async () => {
    const host = await start();
    assert.equal((await request(host, { path: '/api/vms/none/spec' })).status, 404);
    assert.equal((await act(host, '/api/vms/none/spec')).status, 405);
  });

  it('comes from the command line as a file that can be checked and planned', async () => {
    const host = await start();
    await provisioned(host, spec(vm('web-01'), vm('web-02', { cpu_cores: 1 })));
    const folder = temporaryFolder();
    try {
      const env = { VMSPEC_URL: host.url, VMSPEC_TOKEN: host.token };
      const { code, out, err } = await runCli(['export', 'web-02', 'WEB-01'], { env });
      assert.equal(code, 0, err);
      assert.match(err, /practice host/);
      const names = (JSON.parse(out) as SpecFile).provisioning_request.vms.map(({ vm_name }) => vm_name);
      assert.deepEqual(names, ['web-02', 'web-01']);
      const file = join(folder.path, 'two.vmspec.json');
      writeFileSync(file, out);
      assert.equal((await runCli(['validate', file])).code, 0);
      assert.match((await runCli(['plan', file], { env })).out, /web-01/);
      const all = JSON.parse((await runCli(['export', '--own'], { env })).out) as SpecFile;
      assert.equal(all.provisioning_request.num_vms, 2);
      const wrong = await runCli(['export', 'web-1'], { env });
      assert.equal(wrong.code, exitCodes.conflict);
      assert.match(wrong.err, /Did you mean "web-01"/);
    } finally {
      folder.remove();
    }
  });
});
