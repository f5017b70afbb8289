import assert from 'node:assert/strict';
import type { Template } from '#schemas/generated/types.ts';
import { request } from '../../support/host/client.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import { errorOf, provisioned } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import {
  ADDED,
  SOURCE,
  TINY,
  addTemplate,
  addedTemplate,
  findTemplate,
  halfFiles,
  listTemplates,
  readTemplate,
  removeTemplate,
  toldStates,
} from '../../support/host/templates.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

describe('adding templates', () => {
  const { start, restart } = hosts();

  async function withSource(options: Parameters<typeof start>[0] = {}): Promise<TestHost> {
    const host = await start(options);
    host.hyperv.byHand.createDisk(SOURCE, 8192, 512);
    await host.host.watch.fresh();
    return host;
  }

  it('copies a disk below the root, read-only, and records who added what', async () => {
    const host = await withSource();
    const template = await addedTemplate(host, { path: SOURCE, generation: 2 });
    assert.deepEqual(
      { ...template, added_at: null },
      {
        ...{
          path: ADDED,
          size_gb: 8,
          file_gb: 0.5,
          os: 'linux',
          generation: 2,
          children: 0,
          dependents: [],
        },
        ...{ state: 'ok', recorded: true, added_at: null, added_by: 'local', superseded_by: null },
      },
    );
    const file = host.hyperv.machine.state.files.get(ADDED.toLowerCase());
    assert.ok(file?.kind === 'disk' && file.read_only === true);
    assert.deepEqual(toldStates(host, ADDED), ['adding', 'ok']);
    const log = await request(host, { path: '/api/activity?limit=20' });
    assert.match(
      log.text,
      /"action":"POST \/api\/templates".*"template":"C:\\\\Templates\\\\alpine-3.20.vhdx"/,
    );
    const job = await provisioned(host, spec(vm('a', { disk_template_path: ADDED })));
    assert.equal(job.status, 'Success');
    assert.equal((await readTemplate(host, ADDED)).children, 1);
  });

  it('leaves a disk that lies below a root where it is, and takes what people say of it over what is seen', async () => {
    const host = await start();
    const path = 'C:\\Templates\\base.vhdx';
    host.hyperv.byHand.createDisk(path, 4096);
    await host.host.watch.fresh();
    assert.deepEqual(
      [(await readTemplate(host, path)).os, (await readTemplate(host, path)).recorded],
      ['unknown', false],
    );
    const template = await addedTemplate(host, { path, os: 'linux', generation: 1 });
    assert.deepEqual([template.path, template.os, template.generation], [path, 'linux', 1]);
    const plan = await request(host, {
      method: 'POST',
      path: '/api/vms/plan',
      body: spec(vm('a', { disk_template_path: path })),
    });
    assert.match(plan.text, /MicrosoftUEFICertificateAuthority/);
    assert.match(plan.text, /template_generation/);
    const again = await addedTemplate(host, { path, os: 'windows' });
    assert.deepEqual([again.os, again.state], ['windows', 'ok']);
  });

  it('answers the same when it is asked again, and one request makes one template', async () => {
    const host = await withSource({ faults: [{ kind: 'hang', step: 'add_template' }] });
    const [first, second] = [
      await addTemplate(host, { path: SOURCE }),
      await addTemplate(host, { path: SOURCE }),
    ];
    assert.deepEqual([first.status, second.status], [202, 202]);
    assert.deepEqual((second.body as Template).path, ADDED);
    assert.deepEqual((await readTemplate(host, ADDED)).state, 'adding');
    assert.equal(toldStates(host, ADDED).length, 1);
    const other = await addTemplate(host, { path: 'D:\\Other\\alpine-3.20.vhdx' });
    assert.equal(errorOf(other, 409).code, 'template_exists');
  });

  it('refuses what its name, its path or the machine says, and leaves nothing behind', async () => {
    const host = await withSource();
    const before = host.hyperv.machine.state.revision();
    const iso = errorOf(await addTemplate(host, { path: 'D:\\ISO\\setup.iso' }), 400);
    assert.deepEqual([iso.errors?.[0]?.code, iso.errors?.[0]?.pointer], ['template_format', '/path']);
    const share = errorOf(await addTemplate(host, { path: '\\\\server\\share\\a.vhdx' }), 400);
    assert.equal(share.errors?.[0]?.code, 'template_path');
    errorOf(await addTemplate(host, { path: SOURCE, name: '..\\x' }), 400);
    assert.equal(
      errorOf(await addTemplate(host, { path: SOURCE, name: 'tiny' }), 409).code,
      'template_exists',
    );
    const none = { path: SOURCE, replaces: 'C:\\Templates\\none.vhdx' };
    assert.equal(errorOf(await addTemplate(host, none), 404).code, 'template_not_found');
    assert.equal(host.hyperv.machine.state.revision(), before);
    assert.equal((await listTemplates(host)).length, 3);
  });

  it('refuses the disk of a VM', async () => {
    const disk = { path: 'C:\\VMs\\dc-01.vhdx', size_gb: 10 };
    const others = [{ vm_name: 'dc-01', cpu_cores: 1, ram_startup_mb: 1024, disks: [disk] }];
    const host = await start({ machine: { ...smallMachine, vms: others } });
    const refused = errorOf(await addTemplate(host, { path: disk.path }), 409);
    assert.equal(refused.code, 'template_attached');
    assert.match(refused.message, /dc-01/);
  });

  it('tells of a disk that cannot be one as failed, with what to do, and makes room for another try', async () => {
    const host = await withSource();
    host.hyperv.byHand.setAttributes(SOURCE, { sparse: true });
    const failed = await addedTemplate(host, { path: SOURCE });
    assert.deepEqual([failed.state, failed.error?.code, failed.source], ['failed', 'disk_sparse', SOURCE]);
    assert.match(failed.error?.hint ?? '', /fsutil sparse setflag/);
    host.hyperv.byHand.setAttributes(SOURCE, { sparse: false });
    assert.equal((await addedTemplate(host, { path: SOURCE })).state, 'ok');
    const gone = await addedTemplate(host, { path: 'D:\\Images\\none.vhdx' });
    assert.deepEqual([gone.state, gone.error?.code], ['failed', 'source_missing']);
    assert.deepEqual((await removeTemplate(host, gone.path)).body, { path: gone.path, file: 'none' });
    assert.equal(await findTemplate(host, gone.path), undefined);
    host.hyperv.byHand.createDisk('D:\\Images\\bad.vhdx', 1024);
    host.hyperv.byHand.damageDisk('D:\\Images\\bad.vhdx');
    assert.equal(
      (await addedTemplate(host, { path: 'D:\\Images\\bad.vhdx' })).error?.code,
      'disk_unreadable',
    );
  });

  it('keeps the reserve of the volume free, and removes the half file of a full disk', async () => {
    const machine = { ...smallMachine, host_reserve: { ...smallMachine.host_reserve, storage_gb: 400 } };
    const host = await withSource({ machine });
    host.hyperv.byHand.growFile(SOURCE, 101 * 1024);
    const short = await addedTemplate(host, { path: SOURCE });
    assert.equal(short.error?.code, 'host_disk_full');
    host.hyperv.byHand.growFile(SOURCE, -101 * 1024);
    host.hyperv.faults.add({ kind: 'half_effect', operation: 'Copy-Item', times: 1 });
    assert.equal((await addedTemplate(host, { path: SOURCE })).state, 'failed');
    assert.deepEqual(halfFiles(host), []);
  });

  it('converts a .vhd for generation 2', async () => {
    const host = await start();
    host.hyperv.byHand.createDisk('D:\\Images\\old.vhd', 4096);
    const template = await addedTemplate(host, { path: 'D:\\Images\\old.vhd', generation: 2, os: 'windows' });
    assert.deepEqual([template.path, template.state], ['C:\\Templates\\old.vhdx', 'ok']);
  });

  it('adds a new version beside the old one, which stays and is shown as superseded', async () => {
    const host = await withSource();
    const version = await addedTemplate(host, { path: SOURCE, replaces: TINY });
    assert.deepEqual(
      [version.path, version.os, version.generation],
      ['C:\\Templates\\tiny-v2.vhdx', 'linux', 2],
    );
    assert.equal((await readTemplate(host, TINY)).superseded_by, version.path);
    await removeTemplate(host, version.path);
    assert.equal((await readTemplate(host, TINY)).superseded_by, null);
  });

  it('gives up one that is being added, and what there is of it goes', async () => {
    const host = await withSource();
    host.hyperv.faults.add({ kind: 'hang', operation: 'Rename-Item', times: 1 });
    await addTemplate(host, { path: SOURCE });
    await waitFor('the copy is there', () => halfFiles(host).length > 0);
    assert.deepEqual((await removeTemplate(host, ADDED)).body, { path: ADDED, file: 'none' });
    assert.equal(await findTemplate(host, ADDED), undefined);
    await waitFor('the half file is gone', () => halfFiles(host).length === 0);
    assert.deepEqual(toldStates(host, ADDED), ['adding', 'removed']);
    host.hyperv.faults.clear();
    assert.equal((await addedTemplate(host, { path: SOURCE })).state, 'ok');
  });

  it('knows its own copy again when the answer to the last step did not come', async () => {
    const clock = fakeClock();
    const host = await withSource({ clock });
    host.hyperv.faults.add({ kind: 'late_effect', operation: 'Rename-Item', delay_ms: 1000, times: 1 });
    await addTemplate(host, { path: SOURCE });
    const ended = async (): Promise<Template | null> => {
      const now = await readTemplate(host, ADDED);
      return now.state === 'adding' ? null : now;
    };
    const end = await waitFor('it is there', ended, { between: () => clock.advance(1000) });
    assert.equal(end.state, 'ok');
    assert.deepEqual(halfFiles(host), []);
  });

  it('goes on after the host was stopped in between, and never leaves a half file under the name', async () => {
    for (const operation of ['Copy-Item', 'Set-ItemProperty', 'Rename-Item'] as const) {
      const host = await withSource({ faults: [{ kind: 'hang', operation, times: 1 }] });
      await addTemplate(host, { path: SOURCE });
      await waitFor('it began', () => host.hyperv.faults.struck() === 1);
      assert.equal(host.hyperv.machine.state.files.has(ADDED.toLowerCase()), false);
      const next = await restart(host);
      const end = await waitFor('it is there', async () => {
        const now = await readTemplate(next, ADDED);
        return now.state === 'adding' ? null : now;
      });
      assert.equal(end.state, 'ok', operation);
      assert.deepEqual(halfFiles(next), []);
      await next.stop();
    }
  });
});
