import assert from 'node:assert/strict';
import { hosts } from '../../support/host/hosts.ts';
import { ended, errorOf, provision, provisioned, submit } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import {
  ADDED,
  SOURCE,
  TINY,
  addTemplate,
  addedTemplate,
  findTemplate,
  listTemplates,
  readMachine,
  readTemplate,
  removeTemplate,
  templateEvents,
  toldStates,
} from '../../support/host/templates.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

describe('templates that are there', () => {
  const { start, restart } = hosts();

  async function withSource(options: Parameters<typeof start>[0] = {}): Promise<TestHost> {
    const host = await start(options);
    host.hyperv.byHand.createDisk(SOURCE, 8192, 512);
    await host.host.watch.fresh();
    return host;
  }

  describe('watching', () => {
    it('blocks new VMs of a changed template, says so once, and once more when the original is back', async () => {
      const host = await start();
      assert.equal((await provisioned(host, spec(vm('a', { copies: 2 })))).status, 'Success');
      const record = await readTemplate(host, TINY);
      assert.deepEqual([record.recorded, record.children, record.dependents], [true, 2, ['a-01', 'a-02']]);
      const original = host.hyperv.machine.state.files.get(TINY.toLowerCase());
      assert.ok(original !== undefined);
      host.hyperv.byHand.writeDisk(TINY);
      await readMachine(host, 3);
      assert.deepEqual(toldStates(host, TINY), ['changed']);
      assert.equal(templateEvents(host, TINY)[0]?.data?.['message'], 'tiny was changed; 2 VMs depend on it.');
      assert.equal((await readTemplate(host, TINY)).state, 'changed');
      const refused = errorOf(await provision(host, spec(vm('b'))), 400);
      assert.equal(refused.code, 'template_changed');
      assert.equal(refused.errors?.[0]?.pointer, '/provisioning_request/vms/0/disk_template_path');
      assert.match(refused.hint ?? '', /--replaces/);
      const version = await addedTemplate(host, { path: TINY, replaces: TINY });
      assert.deepEqual([version.path, version.state], ['C:\\Templates\\tiny-v2.vhdx', 'ok']);
      host.hyperv.machine.commit({ files: { [TINY.toLowerCase()]: original } });
      await readMachine(host, 2);
      assert.deepEqual(toldStates(host, TINY), ['changed', 'ok']);
      await submit(host, spec(vm('b')));
    });

    it('tells a root that went away, one event for each template, and that it is back', async () => {
      const host = await start();
      for (const { path } of smallMachine.templates)
        assert.equal((await addedTemplate(host, { path })).state, 'ok');
      const kept = [...host.hyperv.machine.state.files].filter(([key]) => key.startsWith('c:\\templates\\'));
      host.hyperv.machine.commit({ files: Object.fromEntries(kept.map(([key]) => [key, null])) });
      await readMachine(host, 2);
      assert.deepEqual(toldStates(host, TINY).slice(2), [], 'one reading may catch a file in between');
      assert.equal(errorOf(await provision(host, spec(vm('a'))), 400).code, 'unknown_template');
      await readMachine(host, 3);
      for (const { path } of smallMachine.templates) {
        assert.deepEqual(toldStates(host, path).slice(2), ['missing'], path);
      }
      assert.equal((await readTemplate(host, TINY)).state, 'missing');
      const next = await restart(host);
      await readMachine(next, 4);
      assert.deepEqual(toldStates(next, TINY).slice(2), ['missing'], 'a restart says nothing again');
      next.hyperv.machine.commit({ files: Object.fromEntries(kept) });
      await readMachine(next, 1);
      assert.deepEqual(toldStates(next, TINY).slice(2), ['missing', 'ok']);
    });

    it('fails a VM whose template is swapped while it is cloned', async () => {
      const host = await start();
      host.hyperv.faults.add({ kind: 'hang', operation: 'Resize-VHD', times: 1 });
      const jobId = await submit(host, spec(vm('a', { disk: { mode: 'copy', size_gb: 2 }, start: false })));
      await waitFor('the copy is there', () => host.hyperv.faults.struck() === 1);
      host.hyperv.byHand.writeDisk(TINY);
      const next = await restart(host);
      const job = await ended(next, jobId);
      assert.equal(job.vms[0]?.error?.code, 'template_changed');
    });

    it('is right about 50 templates', async () => {
      const templates = Array.from({ length: 50 }, (_, n) => ({
        ...{ path: `C:\\Templates\\t${String(n)}.vhdx`, size_gb: 1, os: 'linux' as const },
      }));
      const host = await start({ machine: { ...smallMachine, templates } });
      for (const { path } of templates) await addTemplate(host, { path });
      await waitFor('all are there', async () =>
        (await listTemplates(host)).every(({ state }) => state === 'ok'),
      );
      host.hyperv.byHand.writeDisk('C:\\Templates\\t7.vhdx');
      await readMachine(host, 1);
      const changed = (await listTemplates(host)).filter(({ state }) => state === 'changed');
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
      const refused = errorOf(await removeTemplate(host, TINY, '&file=delete'), 409);
      assert.equal(refused.code, 'template_in_use');
      assert.match(refused.message, /^12 VM disks depend on tiny: "a-01", .* and 7 more\.$/);
      host.hyperv.faults.add({ kind: 'hang', operation: 'New-VHD' });
      const other = 'C:\\Templates\\ubuntu-24.04.vhdx';
      const jobId = await submit(host, spec(vm('b', { disk_template_path: other })));
      const busy = errorOf(await removeTemplate(host, other, '&file=delete'), 409);
      assert.deepEqual([busy.code, busy.job_id], ['template_in_use', jobId]);
    });

    it('forgets it and keeps the file, or deletes the file, and says which', async () => {
      const host = await withSource();
      await addedTemplate(host, { path: SOURCE });
      assert.deepEqual((await removeTemplate(host, ADDED.toUpperCase())).body, { path: ADDED, file: 'kept' });
      assert.equal((await readTemplate(host, ADDED)).recorded, false);
      assert.deepEqual((await removeTemplate(host, ADDED, '&file=delete')).body, {
        path: ADDED,
        file: 'deleted',
      });
      assert.equal(await findTemplate(host, ADDED), undefined);
      assert.ok(host.hyperv.machine.state.files.has(SOURCE.toLowerCase()), 'the source is not ours');
      assert.equal(
        errorOf(await removeTemplate(host, SOURCE, '&file=delete'), 404).code,
        'template_not_found',
      );
    });

    it('keeps one recorded whose file cannot be deleted', async () => {
      const host = await withSource();
      await addedTemplate(host, { path: SOURCE });
      host.hyperv.faults.add({ kind: 'error', step: 'remove_template', times: 1 });
      const refused = errorOf(await removeTemplate(host, ADDED, '&file=delete'), 409);
      assert.equal(refused.code, 'template_not_removed');
      assert.deepEqual(
        [(await readTemplate(host, ADDED)).state, (await readTemplate(host, ADDED)).recorded],
        ['ok', true],
      );
    });

    it('goes on with a deletion that a stop cut off', async () => {
      const host = await withSource();
      await addedTemplate(host, { path: SOURCE });
      host.hyperv.faults.add({ kind: 'hang', step: 'remove_template', times: 1 });
      const asked = removeTemplate(host, ADDED, '&file=delete').catch(() => null);
      await waitFor('it began', () => host.hyperv.faults.struck() === 1);
      const blocked = await provision(host, spec(vm('a', { disk_template_path: ADDED })));
      assert.equal(errorOf(blocked, 400).code, 'unknown_template');
      const next = await restart(host);
      await asked;
      await waitFor('the file is gone', () => !next.hyperv.machine.state.files.has(ADDED.toLowerCase()));
      await waitFor('it is forgotten', async () => (await findTemplate(next, ADDED)) === undefined);
    });

    it('forgets one that is missing', async () => {
      const host = await start();
      await addedTemplate(host, { path: TINY });
      host.hyperv.byHand.deleteFile(TINY);
      await readMachine(host, 1);
      assert.equal((await readTemplate(host, TINY)).state, 'missing');
      assert.deepEqual((await removeTemplate(host, TINY)).body, { path: TINY, file: 'none' });
      assert.equal(await findTemplate(host, TINY), undefined);
    });
  });
});
