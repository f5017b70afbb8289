import assert from 'node:assert/strict';
import type { AddTemplateParams } from '#core/templates/templateSteps.ts';
import { temporaryPath } from '#core/templates/templateNames.ts';
import { samePath } from '#core/windowsPath.ts';
import type { ContractHost } from './hyperVContract.ts';
import { done, failureOf, inventoryNow, patience, provisionVm } from './provisionVm.ts';

const ID = '0f5ad1c2-0000-4000-8000-000000000000';
const ROOTS = ['C:\\Templates'];

/** What every driver owes to templates. */
export function describeTemplateContract(name: string, open: () => Promise<ContractHost>): void {
  describe(`templates through ${name}`, () => {
    let host: ContractHost;
    beforeEach(async () => {
      host = await open();
    });
    afterEach(() => host.close());
    const vm = { name: 'web-01', owner: 'job-a' };
    const copyOf = (source: string, path = 'C:\\Templates\\added.vhdx'): AddTemplateParams => ({
      ...{ source, path, temporary: temporaryPath(path, ID), resumed: false, reserve_mb: 0 },
    });

    it('tells the content of a template, and the same as long as it does not change', async () => {
      const [first, second] = [await inventoryNow(host.hyperv), await inventoryNow(host.hyperv)];
      const stamps = first.templates.map(({ content_stamp }) => content_stamp);
      assert.ok(stamps.every((stamp) => typeof stamp === 'string' && stamp !== ''));
      assert.deepEqual(
        second.templates.map(({ content_stamp }) => content_stamp),
        stamps,
      );
    });

    it('adds a copy once, read-only and whole, and knows it when it is asked again', async () => {
      const params = copyOf(host.places.template);
      assert.equal((await host.hyperv.probe('add_template', params, patience())).state, 'absent');
      const added = await done(host.hyperv, 'add_template', params);
      assert.equal(added.acted, true);
      const again = { ...params, resumed: true };
      assert.equal((await host.hyperv.probe('add_template', again, patience())).state, 'done');
      assert.deepEqual(await done(host.hyperv, 'add_template', again), { ...added, acted: false });
      const { templates } = await inventoryNow(host.hyperv);
      const [source, copy] = [host.places.template, params.path].map((path) =>
        templates.find((template) => samePath(template.path, path)),
      );
      assert.ok(source !== undefined && copy !== undefined);
      const { format, disk_id, size_mb, content_stamp } = copy;
      assert.deepEqual(added.output, { format, disk_id, size_mb, content_stamp });
      assert.deepEqual([copy.content_stamp, copy.size_mb], [source.content_stamp, source.size_mb]);
    });

    it('makes VMs of a read-only template, as a difference and as a copy that can be written to', async () => {
      const params = copyOf(host.places.template);
      await done(host.hyperv, 'add_template', params);
      const places = { ...host.places, template: params.path };
      for (const whole of [false, true]) {
        const own = { name: whole ? 'copy-01' : 'child-01', owner: whole ? 'job-b' : 'job-a', whole };
        await provisionVm(host.hyperv, places, own);
      }
      const { templates } = await inventoryNow(host.hyperv);
      const now = templates.find(({ path }) => samePath(path, params.path));
      const before = templates.find(({ path }) => samePath(path, host.places.template));
      assert.equal(now?.content_stamp, before?.content_stamp, 'a parent is only read');
    });

    it('makes a disk read-only where it lies', async () => {
      const { template } = host.places;
      const params = { source: template, path: template, temporary: null, resumed: false, reserve_mb: 0 };
      assert.equal((await done(host.hyperv, 'add_template', params)).acted, true);
      assert.equal((await done(host.hyperv, 'add_template', params)).acted, false);
    });

    it('never replaces a file, and leaves nothing of a copy behind that failed', async () => {
      const before = await inventoryNow(host.hyperv);
      const other = before.templates.find(({ path }) => !samePath(path, host.places.template));
      assert.ok(other !== undefined);
      const taken = copyOf(host.places.template, other.path);
      assert.equal(await failureOf(host.hyperv, 'add_template', taken), 'FileTaken,VMSpec');
      const full = { ...copyOf(host.places.template), reserve_mb: 2 ** 40 };
      assert.equal(await failureOf(host.hyperv, 'add_template', full), 'DiskFull,VMSpec');
      const gone = copyOf('C:\\Images\\nothing.vhdx');
      assert.equal(await failureOf(host.hyperv, 'add_template', gone), 'SourceMissing,VMSpec');
      assert.equal((await inventoryNow(host.hyperv)).stamp, before.stamp);
      const left = { files: [full.temporary ?? ''], roots: ROOTS };
      assert.equal((await host.hyperv.probe('remove_template', left, patience())).state, 'done');
    });

    it('refuses a disk of a VM, and one that holds only differences', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'vm');
      const child = copyOf(plan.disk.system.path);
      assert.equal(await failureOf(host.hyperv, 'add_template', child), 'SourceHasParent,VMSpec');
      const whole = { name: 'copy-01', owner: 'job-b', whole: true };
      const copied = await provisionVm(host.hyperv, host.places, whole, 'storage');
      const attached = copyOf(copied.disk.system.path);
      assert.equal(await failureOf(host.hyperv, 'add_template', attached), 'TemplateAttached,VMSpec');
    });

    it('refuses a template whose content is another one than was admitted, also once the disk is made', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'vm');
      const changed = { ...plan.template, content_stamp: 'another' };
      assert.equal(await failureOf(host.hyperv, 'template', changed), 'TemplateChanged,VMSpec');
      const disk = { ...plan.disk, template: changed };
      assert.equal((await host.hyperv.probe('disk', disk, patience())).state, 'partial');
      assert.equal(await failureOf(host.hyperv, 'disk', disk), 'TemplateChanged,VMSpec');
      const unknown = { ...plan.template, content_stamp: null };
      assert.equal((await host.hyperv.probe('template', unknown, patience())).state, 'done');
    });

    it('removes files of templates once, and nothing outside their folders', async () => {
      const params = copyOf(host.places.template);
      await done(host.hyperv, 'add_template', params);
      const remove = { files: [params.path], roots: ROOTS };
      assert.notEqual((await host.hyperv.probe('remove_template', remove, patience())).state, 'done');
      const elsewhere = { ...remove, roots: ['C:\\Other'] };
      assert.equal(await failureOf(host.hyperv, 'remove_template', elsewhere), 'NotOwned,VMSpec');
      assert.equal((await done(host.hyperv, 'remove_template', remove)).acted, true);
      assert.equal((await done(host.hyperv, 'remove_template', remove)).acted, false);
      const { templates } = await inventoryNow(host.hyperv);
      assert.ok(!templates.some(({ path }) => samePath(path, params.path)));
    });
  });
}
