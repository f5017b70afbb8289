import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  chargeOfUnmanaged,
  chargesOfPlan,
  growthOf,
  memoryBounds,
  runningCharge,
  volumeOf,
} from '#core/charges.ts';
import type { VmFacts } from '#core/inventory.ts';
import { sampleTemplate, sampleVmFacts } from './sampleInventory.ts';
import { samplePlan } from './samplePlan.ts';

const HOST_MB = 65_536;
const FOLDER = 'C:\\VMs\\VMSpec\\job\\web-01';

function theirs(different: Partial<VmFacts>): VmFacts {
  return { ...sampleVmFacts('theirs'), state: 'Running', cpu_cores: 4, ...different };
}

describe('what a VM of ours is charged', () => {
  it('is its cores, its maximum memory and the full size of every disk', () => {
    const vm = samplePlan({ data_disks: [{ size_gb: 10, volume: 'd:\\' }] });
    assert.deepEqual(
      chargesOfPlan(vm, FOLDER).map(({ resource, volume, amount }) => [resource, volume, amount]),
      [
        ['cpu', '', 2],
        ['ram', '', 4096],
        ['storage', 'C:\\', 40 * 1024],
        ['storage', 'D:\\', 10 * 1024],
      ],
    );
  });

  it('names the file of each disk, and none for what is no disk', () => {
    const vm = samplePlan({ automatic_stop_action: 'save' });
    assert.deepEqual(
      chargesOfPlan(vm, FOLDER).map(({ path }) => path),
      ['', '', `${FOLDER}\\web-01.vhdx`, ''],
    );
  });

  for (const action of ['shut_down', 'turn_off', 'save'] as const) {
    it(`takes the memory ${action === 'save' ? 'again' : 'not'} on the volume when stopping is to ${action}`, () => {
      const saved = chargesOfPlan(samplePlan({ automatic_stop_action: action }), FOLDER)
        .filter(({ resource, path }) => resource === 'storage' && path === '')
        .map(({ amount }) => amount);
      assert.deepEqual(saved, action === 'save' ? [4096] : []);
    });
  }
});

describe('what a VM of somebody else is charged', () => {
  it('is nothing while it is off, unless it starts with the host', () => {
    const off = theirs({ state: 'Off' });
    assert.deepEqual(chargeOfUnmanaged(off, HOST_MB), { cpu_cores: 0, ram_mb: 0, basis: 'off' });
    assert.deepEqual(
      chargeOfUnmanaged({ ...off, automatic_start_action: 'start_if_running' }, HOST_MB).basis,
      'off',
    );
    assert.equal(chargeOfUnmanaged({ ...off, automatic_start_action: 'start' }, HOST_MB).cpu_cores, 4);
  });

  for (const state of ['Running', 'Starting', 'Stopping', 'Saved', 'Paused', 'Other']) {
    it(`counts while it is ${state}`, () => {
      assert.equal(chargeOfUnmanaged(theirs({ state }), HOST_MB).cpu_cores, 4);
    });
  }

  it('is its startup memory when static, whatever maximum is stored', () => {
    assert.deepEqual(runningCharge(theirs({ dynamic_memory: false, ram_startup_mb: 2048 }), HOST_MB), {
      ...{ cpu_cores: 4, ram_mb: 2048, basis: 'startup' },
    });
  });

  it('is its maximum when dynamic and below what the host has', () => {
    const dynamic = { dynamic_memory: true, ram_startup_mb: 1024, memory_assigned_mb: 700 };
    assert.deepEqual(runningCharge(theirs({ ...dynamic, ram_max_mb: HOST_MB - 2 }), HOST_MB), {
      ...{ cpu_cores: 4, ram_mb: HOST_MB - 2, basis: 'maximum' },
    });
  });

  it('is the larger of startup and assigned when the maximum says nothing', () => {
    const unbounded = { dynamic_memory: true, ram_max_mb: HOST_MB };
    const low = theirs({ ...unbounded, ram_startup_mb: 1024, memory_assigned_mb: 700 });
    const high = theirs({ ...unbounded, ram_startup_mb: 1024, memory_assigned_mb: 7000 });
    assert.deepEqual(runningCharge(low, HOST_MB), { cpu_cores: 4, ram_mb: 1024, basis: 'unbounded' });
    assert.equal(runningCharge(high, HOST_MB).ram_mb, 7000);
  });
});

describe('figures', () => {
  it('the memory bounds of static memory are the startup memory', () => {
    const stored = { ram_min_mb: 512, ram_startup_mb: 2048, ram_max_mb: 1_048_576 };
    assert.deepEqual(memoryBounds(theirs({ ...stored, dynamic_memory: false })), {
      min: 2048,
      startup: 2048,
      max: 2048,
    });
    assert.deepEqual(memoryBounds(theirs({ ...stored, dynamic_memory: true })), {
      min: 512,
      startup: 2048,
      max: 1_048_576,
    });
  });

  it('a disk may grow to its size and no further', () => {
    assert.equal(growthOf(sampleTemplate({ size_mb: 100, file_mb: 30 })), 70);
    assert.equal(growthOf(sampleTemplate({ size_mb: 100, file_mb: 104 })), 0);
  });

  it('the volume of a path is its drive in upper case', () => {
    assert.equal(volumeOf('d:\\a\\b.vhdx'), 'D:\\');
  });
});
