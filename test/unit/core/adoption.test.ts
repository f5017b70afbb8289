import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  adoptedBlueprint,
  chargesAsIs,
  chargesOfReturned,
  diskBehindCheckpoints,
  plannedAsIs,
} from '#core/adoption.ts';
import { differencesOf } from '#core/differences.ts';
import type { VmFacts } from '#core/inventory.ts';
import { sampleTemplate, sampleVmFacts } from './sampleInventory.ts';
import { samplePlan } from './samplePlan.ts';

const GUID = '0F2C7A1B-9D3E-4C55-8A77-1234567890AB';
const system = sampleTemplate({ path: 'C:\\VMs\\dc.vhdx', size_mb: 4096, parent_path: 'C:\\Base\\b.vhdx' });
const data = sampleTemplate({ path: 'D:\\dc-data.vhdx', size_mb: 1025 });

function theirs(different: Partial<VmFacts> = {}): VmFacts {
  return {
    ...sampleVmFacts('dc'),
    ...{ cpu_cores: 3, dynamic_memory: true, ram_startup_mb: 512, ram_min_mb: 256, ram_max_mb: 2048 },
    ...{ automatic_stop_action: 'shut_down' as const, disks: [system, data] },
    ...different,
  };
}

describe('a VM taken into the records as it is', () => {
  it('is described in the words of a spec', () => {
    const plan = plannedAsIs(theirs({ state: 'Running' }));
    assert.deepEqual(
      [plan.vm_name, plan.cpu_cores, plan.ram_min_mb, plan.ram_startup_mb, plan.ram_max_mb, plan.start],
      ['dc', 3, 256, 512, 2048, true],
    );
    assert.deepEqual(
      [plan.disk_template_path, plan.disk.mode, plan.disk.size_gb],
      ['C:\\Base\\b.vhdx', 'differencing', 4],
    );
    assert.deepEqual(plan.data_disks, [{ size_gb: 2, type: 'dynamic', volume: 'D:\\' }]);
  });

  it('with static memory has one figure for all bounds, whatever Hyper-V stores', () => {
    const { ram_min_mb, ram_startup_mb, ram_max_mb } = plannedAsIs(theirs({ dynamic_memory: false }));
    assert.deepEqual([ram_min_mb, ram_startup_mb, ram_max_mb], [512, 512, 512]);
  });

  it('without disks and adapters is described, too', () => {
    const plan = plannedAsIs(theirs({ disks: [], adapters: [] }));
    assert.deepEqual([plan.disk_template_path, plan.network_adapter_name, plan.data_disks], ['', '', []]);
    assert.equal(plan.volume, 'C:\\');
  });

  it('has a folder that nothing is in, so that nothing beside it is removed with it', () => {
    const { folder, adopted } = adoptedBlueprint(
      theirs({ path: 'C:\\VMs' }),
      'a1b2c3d4-0',
      'C:\\VMs\\VMSpec',
    );
    assert.deepEqual([folder, adopted], ['C:\\VMs\\VMSpec\\adopted-a1b2c3d4\\dc', true]);
  });

  it('is charged its cores, its maximum memory, each disk in full, and saved memory where stopping saves it', () => {
    const charges = chargesAsIs(theirs({ automatic_stop_action: 'save' }));
    assert.deepEqual(
      charges.map(({ resource, volume, amount, path }) => [resource, volume, amount, path]),
      [
        ['cpu', '', 3, ''],
        ['ram', '', 2048, ''],
        ['storage', 'C:\\', 4096, 'C:\\VMs\\dc.vhdx'],
        ['storage', 'D:\\', 1025, 'D:\\dc-data.vhdx'],
        ['storage', 'C:\\', 2048, ''],
      ],
    );
    assert.equal(chargesAsIs(theirs()).length, 4);
  });

  it('that came back is charged by its plan, with the disks that it has', () => {
    const charges = chargesOfReturned(samplePlan({ cpu_cores: 8, ram_max_mb: 8192 }), theirs());
    assert.deepEqual(
      charges.map(({ amount }) => amount),
      [8, 8192, 4096, 1025],
    );
  });
});

describe('the disk behind checkpoints', () => {
  for (const [path, parent, expected] of [
    ['C:\\a.vhdx', 'C:\\Base\\b.vhdx', 'C:\\a.vhdx'],
    [`C:\\a_${GUID}.avhdx`, 'C:\\a.vhdx', 'C:\\a.vhdx'],
    [`C:\\a_${GUID}.avhdx`, `C:\\a_${GUID.toLowerCase()}.avhdx`, 'C:\\a.vhdx'],
    [`C:\\a_${GUID}.AVHD`, null, 'C:\\a.VHD'],
  ] as const) {
    it(`of ${path} on ${String(parent)} is ${expected}`, () => {
      assert.equal(diskBehindCheckpoints(sampleTemplate({ path, parent_path: parent })), expected);
    });
  }
});

describe('what somebody changed of a VM of ours', () => {
  const planned = samplePlan({ cpu_cores: 3, ram_startup_mb: 512, ram_min_mb: 256, ram_max_mb: 2048 });
  const promised = new Map([
    [system.path, 4096],
    [data.path, 1025],
  ]);
  const of = (vm: VmFacts): string[] =>
    differencesOf({ vm_name: 'dc', planned, promisedDiskMb: (path) => promised.get(path) ?? null }, vm).map(
      ({ member, recorded, actual }) => `${member}: ${recorded} ${actual}`,
    );

  it('is nothing where all is as recorded, also with a checkpoint', () => {
    const checkpoint = { ...system, path: `C:\\VMs\\dc_${GUID}.avhdx`, parent_path: system.path };
    assert.deepEqual(of(theirs()), []);
    assert.deepEqual(of(theirs({ disks: [checkpoint, data] })), []);
  });

  it('is its name, its cores, each bound of its memory, and the sizes of disks', () => {
    assert.deepEqual(
      of(
        theirs({
          ...{ vm_name: 'DC', cpu_cores: 4, dynamic_memory: false },
          disks: [{ ...system, size_mb: 8192 }, data, { ...data, path: 'D:\\new.vhdx' }],
        }),
      ),
      [
        'vm_name: dc DC',
        'cpu_cores: 3 4',
        'ram_min_mb: 256 512',
        'ram_max_mb: 2048 512',
        'disk C:\\VMs\\dc.vhdx: 4096 8192',
        'disk D:\\new.vhdx: 0 1025',
      ],
    );
  });
});
