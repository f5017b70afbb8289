import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planTemplate, templateProblems, type TemplatePlaces } from '#core/templates/planTemplate.ts';
import { isUnfinished, nextVersion, systemNamed, temporaryPath } from '#core/templates/templateNames.ts';
import { judgeTemplates, stateOf } from '#core/templates/templateState.ts';
import { hostileTemplatePaths } from '../../../support/hostileTemplatePaths.ts';
import { sampleTemplate } from '../sampleInventory.ts';

const places: TemplatePlaces = { roots: ['C:\\Templates', 'D:\\More'], replaced: null, taken: () => false };

describe('adding a template', () => {
  it('refuses every path that does not name a plain disk file on a drive', () => {
    for (const path of hostileTemplatePaths) {
      const [problem] = templateProblems({ path });
      assert.ok(problem !== undefined, path);
      assert.equal(templateProblems({ path: 'C:\\a.vhdx', replaces: path })[0]?.parameter, 'replaces');
    }
  });

  it('says of other formats by name what to do with them', () => {
    const said = (path: string): string => templateProblems({ path })[0]?.message ?? '';
    assert.match(said('C:\\ISO\\ubuntu.iso'), /installation medium/);
    for (const name of ['a.qcow2', 'a.img', 'a.raw', 'a.vmdk', 'a.vdi']) {
      assert.match(said(`C:\\Images\\${name}`), new RegExp(`qemu-img convert .*${name.replace('.', '\\.')}`));
    }
    assert.match(said('C:\\VMs\\a_0F.avhdx'), /checkpoint/);
    assert.equal(templateProblems({ path: 'C:\\Images\\a.zip' })[0]?.code, 'template_format');
    assert.equal(
      templateProblems({ path: 'C:\\Templates\\a.0f5ad1c2.adding.vhdx' })[0]?.code,
      'template_path',
    );
    assert.deepEqual(templateProblems({ path: 'C:\\Images\\a.VHD', replaces: 'D:\\b.vhdx' }), []);
  });

  it('copies what lies elsewhere below the first root, and leaves what lies below one', () => {
    const copied = planTemplate({ path: 'E:\\Images\\Ubuntu-24.04.vhdx' }, places);
    assert.deepEqual(copied, {
      ...{ path: 'C:\\Templates\\Ubuntu-24.04.vhdx', copied: true, os: 'linux', generation: null },
    });
    const there = planTemplate({ path: 'd:\\more\\sub\\win2025.vhdx', os: 'windows', generation: 2 }, places);
    assert.deepEqual([there.path, there.copied, there.os], ['d:\\more\\sub\\win2025.vhdx', false, 'windows']);
    const named = planTemplate({ path: 'C:\\Templates\\a.vhdx', name: 'b' }, places);
    assert.deepEqual([named.path, named.copied], ['C:\\Templates\\b.vhdx', true]);
  });

  it('keeps a .vhd for generation 1 and converts it for generation 2', () => {
    const path = 'E:\\old.vhd';
    assert.deepEqual(planTemplate({ path }, places), {
      ...{ path: 'C:\\Templates\\old.vhd', copied: true, os: 'unknown', generation: 1 },
    });
    assert.equal(planTemplate({ path, generation: 2 }, places).path, 'C:\\Templates\\old.vhdx');
    const inside = planTemplate({ path: 'C:\\Templates\\old.vhd', generation: 2 }, places);
    assert.deepEqual([inside.path, inside.copied], ['C:\\Templates\\old.vhdx', true]);
  });

  it('puts a new version beside the old one, under the next free number and with what is known of it', () => {
    const replaced = { path: 'D:\\More\\base.vhdx', os: 'linux', generation: 2 } as const;
    const taken = (path: string): boolean => path === 'D:\\More\\base-v2.vhdx';
    const plan = planTemplate(
      { path: 'E:\\new.vhdx', replaces: replaced.path },
      { ...places, replaced, taken },
    );
    assert.deepEqual(plan, { path: 'D:\\More\\base-v3.vhdx', copied: true, os: 'linux', generation: 2 });
    const itself = planTemplate({ path: replaced.path, replaces: replaced.path }, { ...places, replaced });
    assert.deepEqual([itself.path, itself.copied], ['D:\\More\\base-v2.vhdx', true]);
  });

  it('puts a new version below the first root when the old one lies outside all of them by now', () => {
    const replaced = { path: 'X:\\Gone\\base.vhdx', os: 'linux', generation: 2 } as const;
    const plan = planTemplate({ path: 'E:\\new.vhdx', replaces: replaced.path }, { ...places, replaced });
    assert.equal(plan.path, 'C:\\Templates\\base-v2.vhdx');
  });

  it('finds a free version whatever is taken', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,5}(-v\d{1,3})?$/),
        fc.integer({ min: 0, max: 20 }),
        (old, count) => {
          const taken = new Set<string>();
          for (let n = 0; n < count; n += 1) taken.add(nextVersion(old, (name) => taken.has(name)));
          assert.equal(taken.size, count);
          assert.ok(!taken.has(old));
        },
      ),
    );
  });

  it('knows a copy under way by its name, and only that', () => {
    const path = temporaryPath('C:\\Templates\\a.b.vhdx', '0f5ad1c2-1111-4000-8000-000000000000');
    assert.equal(path, 'C:\\Templates\\a.b.0f5ad1c2.adding.vhdx');
    assert.ok(isUnfinished(path) && isUnfinished(path.toUpperCase()));
    assert.ok(!isUnfinished('C:\\Templates\\adding.vhdx'));
  });

  it('reads a system out of a name only when the name speaks of one', () => {
    const systems: readonly (readonly [string, string])[] = [
      ['ubuntu-24.04.vhdx', 'linux'],
      ['Debian12.vhdx', 'linux'],
      ['Rocky-9.vhdx', 'linux'],
      ['windows-server-2025.vhdx', 'windows'],
      ['win11.vhdx', 'windows'],
      ['WS-Server2022.vhdx', 'windows'],
      ['winner.vhdx', 'unknown'],
      ['darwin.vhdx', 'unknown'],
      ['base.vhdx', 'unknown'],
      ['windows-tools-for-ubuntu.vhdx', 'unknown'],
    ];
    for (const [name, system] of systems) assert.equal(systemNamed(`C:\\Ubuntu\\${name}`), system, name);
  });
});

describe('what is recorded of a template', () => {
  const found = sampleTemplate({ content_stamp: 'a', os: 'unknown', generation: null });
  const record = { ...found, os: 'windows', generation: 1 } as const;

  it('is compared by identity, size and content, and a stamp that nobody could read tells nothing', () => {
    assert.equal(stateOf(record, undefined), 'missing');
    assert.equal(stateOf(record, found), 'ok');
    assert.equal(stateOf(record, { ...found, content_stamp: 'b' }), 'changed');
    assert.equal(stateOf(record, { ...found, content_stamp: null }), 'ok');
    assert.equal(stateOf({ ...record, content_stamp: null }, found), 'ok');
    assert.equal(stateOf(record, { ...found, disk_id: 'x' }), 'changed');
    assert.equal(stateOf(record, { ...found, size_mb: 1 }), 'changed');
  });

  it('counts more than what the driver sees, whatever the case of the path', () => {
    const [judged] = judgeTemplates([found], [{ ...record, path: record.path.toUpperCase() }]);
    assert.deepEqual([judged?.os, judged?.generation, judged?.state], ['windows', 1, 'ok']);
    const [plain] = judgeTemplates([found], []);
    assert.deepEqual([plain?.os, plain?.state], ['linux', 'ok'], 'its name says Ubuntu');
  });
});
