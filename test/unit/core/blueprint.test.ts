import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  notesOf,
  ownerMark,
  provisionSteps,
  rollbackSteps,
  stepParams,
  userNotes,
  type Blueprint,
} from '#core/blueprint.ts';
import type { VmSpec } from '#schemas/generated/types.ts';
import { samplePlan } from './samplePlan.ts';

const FOLDER = 'C:\\VMs\\VMSpec\\job\\web-01';

function blueprint(different: Partial<VmSpec> = {}): Blueprint {
  const template = { path: 'C:\\Templates\\ubuntu-24.04.vhdx', disk_id: 'd1', size_mb: 40 * 1024 };
  return { job_id: 'job-1', vm: samplePlan(different), folder: FOLDER, template };
}

describe('the blueprint of a VM', () => {
  it('has a start among its steps only when the VM is to be started, and a check at the end', () => {
    const steps = ['template', 'disk', 'vm', 'configure', 'network', 'storage'];
    assert.deepEqual(provisionSteps(samplePlan()), [...steps, 'start', 'verify']);
    assert.deepEqual(provisionSteps(samplePlan({ start: false })), [...steps, 'verify']);
    assert.deepEqual(rollbackSteps, ['stop', 'remove_vm', 'remove_files']);
  });

  for (const notes of [
    '',
    'one line',
    'two\nlines',
    '[vmspec job=fake] in the middle\nmore',
    'ends in a break\n',
  ]) {
    it(`gives back the user’s notes ${JSON.stringify(notes)} without its mark`, () => {
      const written = notesOf(blueprint({ notes, tags: ['a', 'b'] }));
      assert.equal(written.split('\n').at(-1), '[vmspec job=job-1 tags=a,b]');
      assert.equal(userNotes(written), notes);
    });
  }

  it('leaves notes of others as they are', () => {
    assert.equal(userNotes('made by hand'), 'made by hand');
    assert.equal(ownerMark('j', []), '[vmspec job=j]');
  });

  it('hands every step what it needs', () => {
    const plan = blueprint({ data_disks: [{ size_gb: 5, volume: 'D:\\', type: 'fixed' }] });
    assert.deepEqual(stepParams(plan, 'template', null), plan.template);
    assert.deepEqual(stepParams(plan, 'vm', null), {
      ...{ vm_name: 'web-01', parent_folder: 'C:\\VMs\\VMSpec\\job', folder: FOLDER },
      ...{ generation: 2, ram_startup_mb: 2048 },
    });
    const disk = stepParams(plan, 'disk', null);
    assert.deepEqual(
      [disk.owner, disk.folder, disk.system.path],
      ['job-1', FOLDER, `${FOLDER}\\web-01.vhdx`],
    );
    const storage = stepParams(plan, 'storage', 'id');
    assert.deepEqual(storage.data_disks, [
      { path: 'D:\\VMSpec\\job\\web-01\\web-01-data-01.vhdx', type: 'fixed', size_gb: 5 },
    ]);
    assert.equal(stepParams(plan, 'verify', 'id').running, true);
    assert.equal(stepParams(blueprint({ start: false }), 'verify', 'id').running, false);
  });

  it('says what room a step takes at once: a little for a disk that grows, all of one that does not', () => {
    const data_disks = [
      { size_gb: 5, volume: 'D:\\', type: 'fixed' as const },
      { size_gb: 9, volume: 'D:\\', type: 'dynamic' as const },
    ];
    const plan = blueprint({ data_disks });
    const system = `${FOLDER}\\web-01.vhdx`;
    assert.deepEqual(stepParams(plan, 'disk', null).room, {
      memory_mb: 0,
      files: [{ path: system, mb: 64 }],
    });
    assert.deepEqual(stepParams(blueprint({ disk: { mode: 'copy' } }), 'disk', null).room.files, [
      { path: system, mb: 40 * 1024 },
    ]);
    assert.deepEqual(
      stepParams(plan, 'storage', 'id').room.files.map(({ mb }) => mb),
      [5 * 1024, 64],
    );
    assert.deepEqual(stepParams(plan, 'start', 'id').room, { memory_mb: 2048, files: [] });
  });

  it('removes only what lies in folders of its own, and asks for no VM by an id that is not known', () => {
    const plan = blueprint({ data_disks: [{ size_gb: 5, volume: 'D:\\' }] });
    assert.deepEqual(stepParams(plan, 'remove_files', null), {
      ...{ owner: 'job-1', folders: [FOLDER, 'D:\\VMSpec\\job\\web-01'], keep: [] },
    });
    assert.deepEqual(stepParams(plan, 'remove_vm', null), { vm_id: null, folder: FOLDER });
    assert.deepEqual(stepParams(plan, 'remove_vm', 'id'), { vm_id: 'id', folder: FOLDER });
    assert.deepEqual(stepParams(plan, 'stop', 'id'), { vm_id: 'id', mode: 'turn_off' });
  });
});
