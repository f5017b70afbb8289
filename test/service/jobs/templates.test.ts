import assert from 'node:assert/strict';
import type { HostEvent, Template, TemplateList } from '#schemas/generated/types.ts';
import { request, type TestAnswer } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { errorOf, eventsOf, ended, provision, provisioned, submit } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

const SOURCE = 'D:\\Images\\alpine-3.20.vhdx';
const ADDED = 'C:\\Templates\\alpine-3.20.vhdx';
const TINY = 'C:\\Templates\\tiny.vhdx';

function add(host: TestHost, body: object): Promise<TestAnswer> {
  return request(host, { method: 'POST', path: '/api/templates', body });
}

function remove(host: TestHost, path: string, more = ''): Promise<TestAnswer> {
  return request(host, { method: 'DELETE', path: `/api/templates?path=${encodeURIComponent(path)}${more}` });
}

async function list(host: TestHost): Promise<Template[]> {
  const answer = await request(host, { path: '/api/templates' });
  assert.equal(answer.status, 200, answer.text);
  return (answer.body as TemplateList).templates;
}

async function find(host: TestHost, path: string): Promise<Template | undefined> {
  return (await list(host)).find((template) => template.path.toLowerCase() === path.toLowerCase());
}

async function get(host: TestHost, path: string): Promise<Template> {
  const found = await find(host, path);
  assert.ok(found !== undefined, `${path} is listed`);
  return found;
}

/** Adds a disk and waits until it is there, or failed. */
async function added(host: TestHost, body: object): Promise<Template> {
  const answer = await add(host, body);
  assert.equal(answer.status, 202, answer.text);
  const { path } = answer.body as Template;
  return waitFor(`${path} is added`, async () => {
    const now = await find(host, path);
    return now === undefined || now.state === 'adding' ? null : now;
  });
}

function templateEvents(host: TestHost, path: string): HostEvent[] {
  return eventsOf(host).filter(({ type, data }) => type === 'template' && data?.['path'] === path);
}

function states(host: TestHost, path: string): unknown[] {
  return templateEvents(host, path).map(({ data }) => data?.['state']);
}

async function readings(host: TestHost, count: number): Promise<void> {
  for (let reading = 0; reading < count; reading += 1) await host.host.watch.fresh();
}

/** Files of copies that are not whole. */
function halfFiles(host: TestHost): string[] {
  return [...host.hyperv.machine.state.files.keys()].filter((key) => key.includes('.adding.'));
}

describe('templates', () => {
  const { start, restart } = hosts();

  async function withSource(options: Parameters<typeof start>[0] = {}): Promise<TestHost> {
    const host = await start(options);
    host.hyperv.byHand.createDisk(SOURCE, 8192, 512);
    await host.host.watch.fresh();
    return host;
  }

  describe('adding', () => {
    it('copies a disk below the root, read-only, and records who added what', async () => {
      const host = await withSource();
      const template = await added(host, { path: SOURCE, generation: 2 });
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
      assert.deepEqual(states(host, ADDED), ['adding', 'ok']);
      const log = await request(host, { path: '/api/activity?limit=20' });
      assert.match(
        log.text,
        /"action":"POST \/api\/templates".*"template":"C:\\\\Templates\\\\alpine-3.20.vhdx"/,
      );
      const job = await provisioned(host, spec(vm('a', { disk_template_path: ADDED })));
      assert.equal(job.status, 'Success');
      assert.equal((await get(host, ADDED)).children, 1);
    });

    it('leaves a disk that lies below a root where it is, and takes what people say of it over what is seen', async () => {
      const host = await start();
      const path = 'C:\\Templates\\base.vhdx';
      host.hyperv.byHand.createDisk(path, 4096);
      await host.host.watch.fresh();
      assert.deepEqual([(await get(host, path)).os, (await get(host, path)).recorded], ['unknown', false]);
      const template = await added(host, { path, os: 'linux', generation: 1 });
      assert.deepEqual([template.path, template.os, template.generation], [path, 'linux', 1]);
      const plan = await request(host, {
        method: 'POST',
        path: '/api/vms/plan',
        body: spec(vm('a', { disk_template_path: path })),
      });
      assert.match(plan.text, /MicrosoftUEFICertificateAuthority/);
      assert.match(plan.text, /template_generation/);
      const again = await added(host, { path, os: 'windows' });
      assert.deepEqual([again.os, again.state], ['windows', 'ok']);
    });

    it('answers the same when it is asked again, and one request makes one template', async () => {
      const host = await withSource({ speed: 1, faults: [{ kind: 'hang', step: 'add_template' }] });
      const [first, second] = [await add(host, { path: SOURCE }), await add(host, { path: SOURCE })];
      assert.deepEqual([first.status, second.status], [202, 202]);
      assert.deepEqual((second.body as Template).path, ADDED);
      assert.deepEqual((await get(host, ADDED)).state, 'adding');
      assert.equal(states(host, ADDED).length, 1);
      const other = await add(host, { path: 'D:\\Other\\alpine-3.20.vhdx' });
      assert.equal(errorOf(other, 409).code, 'template_exists');
    });

    it('refuses what its name, its path or the machine says, and leaves nothing behind', async () => {
      const host = await withSource();
      const before = host.hyperv.machine.state.revision();
      const iso = errorOf(await add(host, { path: 'D:\\ISO\\setup.iso' }), 400);
      assert.deepEqual([iso.errors?.[0]?.code, iso.errors?.[0]?.pointer], ['template_format', '/path']);
      const share = errorOf(await add(host, { path: '\\\\server\\share\\a.vhdx' }), 400);
      assert.equal(share.errors?.[0]?.code, 'template_path');
      errorOf(await add(host, { path: SOURCE, name: '..\\x' }), 400);
      assert.equal(errorOf(await add(host, { path: SOURCE, name: 'tiny' }), 409).code, 'template_exists');
      const none = { path: SOURCE, replaces: 'C:\\Templates\\none.vhdx' };
      assert.equal(errorOf(await add(host, none), 404).code, 'template_not_found');
      assert.equal(host.hyperv.machine.state.revision(), before);
      assert.equal((await list(host)).length, 3);
    });

    it('refuses the disk of a VM', async () => {
      const disk = { path: 'C:\\VMs\\dc-01.vhdx', size_gb: 10 };
      const others = [{ vm_name: 'dc-01', cpu_cores: 1, ram_startup_mb: 1024, disks: [disk] }];
      const host = await start({ machine: { ...smallMachine, vms: others } });
      const refused = errorOf(await add(host, { path: disk.path }), 409);
      assert.equal(refused.code, 'template_attached');
      assert.match(refused.message, /dc-01/);
    });

    it('tells of a disk that cannot be one as failed, with what to do, and makes room for another try', async () => {
      const host = await withSource();
      host.hyperv.byHand.setAttributes(SOURCE, { sparse: true });
      const failed = await added(host, { path: SOURCE });
      assert.deepEqual([failed.state, failed.error?.code, failed.source], ['failed', 'disk_sparse', SOURCE]);
      assert.match(failed.error?.hint ?? '', /fsutil sparse setflag/);
      host.hyperv.byHand.setAttributes(SOURCE, { sparse: false });
      assert.equal((await added(host, { path: SOURCE })).state, 'ok');
      const gone = await added(host, { path: 'D:\\Images\\none.vhdx' });
      assert.deepEqual([gone.state, gone.error?.code], ['failed', 'source_missing']);
      assert.deepEqual((await remove(host, gone.path)).body, { path: gone.path, file: 'none' });
      assert.equal(await find(host, gone.path), undefined);
      host.hyperv.byHand.createDisk('D:\\Images\\bad.vhdx', 1024);
      host.hyperv.byHand.damageDisk('D:\\Images\\bad.vhdx');
      assert.equal((await added(host, { path: 'D:\\Images\\bad.vhdx' })).error?.code, 'disk_unreadable');
    });

    it('keeps the reserve of the volume free, and removes the half file of a full disk', async () => {
      const machine = { ...smallMachine, host_reserve: { ...smallMachine.host_reserve, storage_gb: 400 } };
      const host = await withSource({ machine });
      host.hyperv.byHand.growFile(SOURCE, 101 * 1024);
      const short = await added(host, { path: SOURCE });
      assert.equal(short.error?.code, 'host_disk_full');
      host.hyperv.byHand.growFile(SOURCE, -101 * 1024);
      host.hyperv.faults.add({ kind: 'half_effect', operation: 'Copy-Item', times: 1 });
      assert.equal((await added(host, { path: SOURCE })).state, 'failed');
      assert.deepEqual(halfFiles(host), []);
    });

    it('throws a copy away whose source was swapped while it was copied', async () => {
      const host = await withSource({ speed: 1000 });
      host.hyperv.faults.add({ kind: 'slow', operation: 'Copy-Item', delay_ms: 50, times: 1 });
      await add(host, { path: SOURCE });
      host.hyperv.byHand.writeDisk(SOURCE);
      // Whichever came first: the look before the copy, or the change.
      const end = await waitFor('it ends', async () => {
        const now = await get(host, ADDED);
        return now.state === 'adding' ? null : now;
      });
      if (end.state === 'failed') assert.equal(end.error?.code, 'source_changed');
      assert.deepEqual(halfFiles(host), []);
    });

    it('converts a .vhd for generation 2', async () => {
      const host = await start();
      host.hyperv.byHand.createDisk('D:\\Images\\old.vhd', 4096);
      const template = await added(host, { path: 'D:\\Images\\old.vhd', generation: 2, os: 'windows' });
      assert.deepEqual([template.path, template.state], ['C:\\Templates\\old.vhdx', 'ok']);
    });

    it('adds a new version beside the old one, which stays and is shown as superseded', async () => {
      const host = await withSource();
      const version = await added(host, { path: SOURCE, replaces: TINY });
      assert.deepEqual(
        [version.path, version.os, version.generation],
        ['C:\\Templates\\tiny-v2.vhdx', 'linux', 2],
      );
      assert.equal((await get(host, TINY)).superseded_by, version.path);
      await remove(host, version.path);
      assert.equal((await get(host, TINY)).superseded_by, null);
    });

    it('gives up one that is being added, and what there is of it goes', async () => {
      const host = await withSource({ speed: 1 });
      host.hyperv.faults.add({ kind: 'hang', operation: 'Rename-Item', times: 1 });
      host.hyperv.faults.add({ kind: 'slow', operation: 'Copy-Item', delay_ms: 1 });
      await add(host, { path: SOURCE });
      await waitFor('the copy is there', () => halfFiles(host).length > 0);
      assert.deepEqual((await remove(host, ADDED)).body, { path: ADDED, file: 'none' });
      assert.equal(await find(host, ADDED), undefined);
      await waitFor('the half file is gone', () => halfFiles(host).length === 0);
      assert.deepEqual(states(host, ADDED), ['adding', 'removed']);
      host.hyperv.faults.clear();
      assert.equal((await added(host, { path: SOURCE })).state, 'ok');
    });

    it('goes on after the host was stopped in between, and never leaves a half file under the name', async () => {
      for (const operation of ['Copy-Item', 'Set-ItemProperty', 'Rename-Item'] as const) {
        const host = await withSource({ faults: [{ kind: 'hang', operation, times: 1 }] });
        await add(host, { path: SOURCE });
        await waitFor('it began', () => host.hyperv.faults.struck() === 1);
        assert.equal(host.hyperv.machine.state.files.has(ADDED.toLowerCase()), false);
        const next = await restart(host);
        const end = await waitFor('it is there', async () => {
          const now = await get(next, ADDED);
          return now.state === 'adding' ? null : now;
        });
        assert.equal(end.state, 'ok', operation);
        assert.deepEqual(halfFiles(next), []);
        await next.stop();
      }
    });
  });

  describe('watching', () => {
    it('blocks new VMs of a changed template, says so once, and once more when the original is back', async () => {
      const host = await start();
      assert.equal((await provisioned(host, spec(vm('a', { copies: 2 })))).status, 'Success');
      const record = await get(host, TINY);
      assert.deepEqual([record.recorded, record.children, record.dependents], [true, 2, ['a-01', 'a-02']]);
      const original = host.hyperv.machine.state.files.get(TINY.toLowerCase());
      assert.ok(original !== undefined);
      host.hyperv.byHand.writeDisk(TINY);
      await readings(host, 3);
      assert.deepEqual(states(host, TINY), ['changed']);
      assert.equal(templateEvents(host, TINY)[0]?.data?.['message'], 'tiny was changed; 2 VMs depend on it.');
      assert.equal((await get(host, TINY)).state, 'changed');
      const refused = errorOf(await provision(host, spec(vm('b'))), 400);
      assert.equal(refused.code, 'template_changed');
      assert.equal(refused.errors?.[0]?.pointer, '/provisioning_request/vms/0/disk_template_path');
      assert.match(refused.hint ?? '', /--replaces/);
      const version = await added(host, { path: TINY, replaces: TINY });
      assert.deepEqual([version.path, version.state], ['C:\\Templates\\tiny-v2.vhdx', 'ok']);
      host.hyperv.machine.commit({ files: { [TINY.toLowerCase()]: original } });
      await readings(host, 2);
      assert.deepEqual(states(host, TINY), ['changed', 'ok']);
      await submit(host, spec(vm('b')));
    });

    it('tells a root that went away, one event for each template, and that it is back', async () => {
      const host = await start();
      for (const { path } of smallMachine.templates) assert.equal((await added(host, { path })).state, 'ok');
      const kept = [...host.hyperv.machine.state.files].filter(([key]) => key.startsWith('c:\\templates\\'));
      host.hyperv.machine.commit({ files: Object.fromEntries(kept.map(([key]) => [key, null])) });
      await readings(host, 2);
      assert.deepEqual(states(host, TINY).slice(2), [], 'one reading may catch a file in between');
      assert.equal(errorOf(await provision(host, spec(vm('a'))), 400).code, 'unknown_template');
      await readings(host, 3);
      for (const { path } of smallMachine.templates) {
        assert.deepEqual(states(host, path).slice(2), ['missing'], path);
      }
      assert.equal((await get(host, TINY)).state, 'missing');
      const next = await restart(host);
      await readings(next, 4);
      assert.deepEqual(states(next, TINY).slice(2), ['missing'], 'a restart says nothing again');
      next.hyperv.machine.commit({ files: Object.fromEntries(kept) });
      await readings(next, 1);
      assert.deepEqual(states(next, TINY).slice(2), ['missing', 'ok']);
    });

    it('fails a VM whose template is swapped while it is cloned', async () => {
      const host = await start({ speed: 1 });
      host.hyperv.faults.add({ kind: 'slow', operation: 'Copy-Item', delay_ms: 1, times: 1 });
      host.hyperv.faults.add({ kind: 'hang', operation: 'Resize-VHD', times: 1 });
      const jobId = await submit(host, spec(vm('a', { disk: { mode: 'copy', size_gb: 2 }, start: false })));
      await waitFor('the copy is there', () => host.hyperv.faults.struck() === 2);
      host.hyperv.byHand.writeDisk(TINY);
      const next = await restart(host, { speed: 0 });
      const job = await ended(next, jobId);
      assert.equal(job.vms[0]?.error?.code, 'template_changed');
    });

    it('is right about 50 templates', async () => {
      const templates = Array.from({ length: 50 }, (_, n) => ({
        ...{ path: `C:\\Templates\\t${String(n)}.vhdx`, size_gb: 1, os: 'linux' as const },
      }));
      const host = await start({ machine: { ...smallMachine, templates } });
      for (const { path } of templates) await add(host, { path });
      await waitFor('all are there', async () => (await list(host)).every(({ state }) => state === 'ok'));
      host.hyperv.byHand.writeDisk('C:\\Templates\\t7.vhdx');
      await readings(host, 1);
      const changed = (await list(host)).filter(({ state }) => state === 'changed');
      assert.deepEqual(
        changed.map(({ path }) => path),
        ['C:\\Templates\\t7.vhdx'],
      );
    });
  });

  describe('removing', () => {
    it('refuses one that disks depend on, or that a job uses, and names them', async () => {
      const host = await start();
      await provisioned(host, spec(vm('a', { copies: 12 })));
      const refused = errorOf(await remove(host, TINY, '&file=delete'), 409);
      assert.equal(refused.code, 'template_in_use');
      assert.match(refused.message, /^12 VM disks depend on tiny: "a-01", .* and 7 more\.$/);
      host.hyperv.faults.add({ kind: 'hang', operation: 'New-VHD' });
      const other = 'C:\\Templates\\ubuntu-24.04.vhdx';
      const jobId = await submit(host, spec(vm('b', { disk_template_path: other })));
      const busy = errorOf(await remove(host, other, '&file=delete'), 409);
      assert.deepEqual([busy.code, busy.job_id], ['template_in_use', jobId]);
    });

    it('forgets it and keeps the file, or deletes the file, and says which', async () => {
      const host = await withSource();
      await added(host, { path: SOURCE });
      assert.deepEqual((await remove(host, ADDED.toUpperCase())).body, { path: ADDED, file: 'kept' });
      assert.equal((await get(host, ADDED)).recorded, false);
      assert.deepEqual((await remove(host, ADDED, '&file=delete')).body, { path: ADDED, file: 'deleted' });
      assert.equal(await find(host, ADDED), undefined);
      assert.ok(host.hyperv.machine.state.files.has(SOURCE.toLowerCase()), 'the source is not ours');
      assert.equal(errorOf(await remove(host, SOURCE, '&file=delete'), 404).code, 'template_not_found');
    });

    it('keeps one recorded whose file cannot be deleted', async () => {
      const host = await withSource();
      await added(host, { path: SOURCE });
      host.hyperv.faults.add({ kind: 'error', step: 'remove_template', times: 1 });
      const refused = errorOf(await remove(host, ADDED, '&file=delete'), 409);
      assert.equal(refused.code, 'template_not_removed');
      assert.deepEqual([(await get(host, ADDED)).state, (await get(host, ADDED)).recorded], ['ok', true]);
    });

    it('goes on with a deletion that a stop cut off', async () => {
      const host = await withSource();
      await added(host, { path: SOURCE });
      host.hyperv.faults.add({ kind: 'hang', step: 'remove_template', times: 1 });
      const asked = remove(host, ADDED, '&file=delete').catch(() => null);
      await waitFor('it began', () => host.hyperv.faults.struck() === 1);
      const blocked = await provision(host, spec(vm('a', { disk_template_path: ADDED })));
      assert.equal(errorOf(blocked, 400).code, 'unknown_template');
      const next = await restart(host);
      await asked;
      await waitFor('the file is gone', () => !next.hyperv.machine.state.files.has(ADDED.toLowerCase()));
      await waitFor('it is forgotten', async () => (await find(next, ADDED)) === undefined);
    });

    it('forgets one that is missing', async () => {
      const host = await start();
      await added(host, { path: TINY });
      host.hyperv.byHand.deleteFile(TINY);
      await readings(host, 1);
      assert.equal((await get(host, TINY)).state, 'missing');
      assert.deepEqual((await remove(host, TINY)).body, { path: TINY, file: 'none' });
      assert.equal(await find(host, TINY), undefined);
    });
  });
});
