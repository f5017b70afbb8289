import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  capacityOf,
  ceilingOf,
  resourceBases,
  resourceKey,
  shortageMessage,
  shortages,
  sumCharges,
  type CapacityPolicy,
  type OwnVms,
  type ResourceBase,
  type ResourceKey,
} from '#core/capacity.ts';
import type { Inventory } from '#core/inventory.ts';
import { sampleInventory, sampleTemplate, sampleVmFacts } from './sampleInventory.ts';

const strict: CapacityPolicy = {
  ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
  ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
};
const nothingOurs: OwnVms = { promiseOf: () => null, promisedDiskMb: () => null };

function base(different: Partial<ResourceBase> = {}): ResourceBase {
  return {
    ...{ resource: 'cpu', volume: '', total: 16, percent: 100, host_reserve: 0 },
    ...{ committed_unmanaged: 0, grown_outside: 0, ...different },
  };
}

function promising(disk: string, mb: number): OwnVms {
  return { ...nothingOurs, promisedDiskMb: (path) => (path === disk ? mb : null) };
}

function basesOf(
  different: Partial<Inventory>,
  policy: Partial<CapacityPolicy> = {},
  own: OwnVms = nothingOurs,
): ResourceBase[] {
  return resourceBases({ ...sampleInventory(), vms: [], ...different }, { ...strict, ...policy }, own);
}

describe('what a machine has', () => {
  it('is listed as CPU, RAM, then every volume', () => {
    assert.deepEqual(basesOf({}).map(resourceKey), ['cpu|', 'ram|', 'storage|C:\\', 'storage|D:\\']);
  });

  it('counts the bytes of promised disks as ours to promise, of other files in our folders not', () => {
    const own = sampleTemplate({ path: 'c:\\VMs\\VMSpec\\x\\a.vhdx', file_mb: 1000 });
    const stray = sampleTemplate({ path: 'c:\\VMs\\VMSpec\\x\\stray.vhdx', file_mb: 5000 });
    const [, , c, d] = basesOf({ own_files: [own, stray] }, {}, promising(own.path, 40_960));
    assert.deepEqual([c?.total, d?.total], [513_000, 512_000]);
  });

  it('counts a promised disk that was enlarged by what it grew, and no checkpoint of ours', () => {
    const disk = sampleTemplate({ path: 'D:\\VMSpec\\x\\a.vhdx', size_mb: 5000 });
    const checkpoint = { ...disk, path: 'D:\\VMSpec\\x\\a_1.avhdx', file_mb: 1 };
    const added = { ...disk, path: 'D:\\added.vhdx', file_mb: 4000 };
    const ours = { promiseOf: () => ({ cpu_cores: 1, ram_mb: 512 }) };
    const vm = { ...sampleVmFacts('ours'), disks: [disk, checkpoint, added] };
    const [, , , d] = basesOf({ vms: [vm] }, {}, { ...promising(disk.path, 2000), ...ours });
    assert.deepEqual([d?.grown_outside, d?.committed_unmanaged], [3000, 1000]);
  });

  it('counts the bytes of a disk that an adopted VM has anywhere as ours, once, also when it is listed twice', () => {
    const disk = sampleTemplate({ path: 'D:\\Disks\\dc.vhdx', file_mb: 1000 });
    const listed = { ...disk, path: 'd:\\disks\\DC.vhdx' };
    const vm = { ...sampleVmFacts('adopted'), disks: [disk] };
    const ours: OwnVms = {
      promiseOf: () => ({ cpu_cores: 1, ram_mb: 512 }),
      promisedDiskMb: (path) => (path.toLowerCase() === disk.path.toLowerCase() ? disk.size_mb : null),
    };
    const totals = [[], [listed]].map((own_files) => basesOf({ vms: [vm], own_files }, {}, ours)[3]?.total);
    assert.deepEqual(totals, [513_000, 513_000]);
  });

  it('takes what disks of others may still grow from their volume', () => {
    const disk = sampleTemplate({ path: 'D:\\theirs.vhdx', size_mb: 5000, file_mb: 2000 });
    const [, , c, d] = basesOf({ vms: [{ ...sampleVmFacts('off'), disks: [disk] }] });
    assert.deepEqual([c?.committed_unmanaged, d?.committed_unmanaged], [0, 3000]);
  });

  it('keeps the larger of 10 GB and 5 % of a volume unless told otherwise', () => {
    const small = { path: 'S:\\', total_mb: 100_000, free_mb: 50_000 };
    const large = { path: 'L:\\', total_mb: 1_024_001, free_mb: 50_000 };
    const reserves = (policy: Partial<CapacityPolicy>): number[] =>
      basesOf({ volumes: [small, large] }, policy)
        .slice(2)
        .map(({ host_reserve }) => host_reserve);
    assert.deepEqual(reserves({ reserve_storage_mb: null }), [10_240, 51_201]);
    assert.deepEqual(reserves({ reserve_storage_mb: 7 }), [7, 7]);
  });

  it('counts a VM of ours only by what it grew beyond its promise', () => {
    const vm = { ...sampleVmFacts('ours'), state: 'Running', cpu_cores: 6, ram_startup_mb: 3000 };
    const [cpu, ram] = resourceBases({ ...sampleInventory(), vms: [vm] }, strict, {
      ...nothingOurs,
      promiseOf: () => ({ cpu_cores: 4, ram_mb: 4096 }),
    });
    assert.deepEqual([cpu?.grown_outside, ram?.grown_outside], [2, 0]);
    assert.deepEqual([cpu?.committed_unmanaged, ram?.committed_unmanaged], [0, 0]);
  });

  it('counts cores and memory of every VM of others, and memory that a VM of ours was given beside its promise', () => {
    const running = { state: 'Running', cpu_cores: 2, ram_startup_mb: 1024 } as const;
    const theirs = ['a', 'b'].map((name) => ({ ...sampleVmFacts(name), ...running }));
    const [cpu, ram] = basesOf({ vms: theirs });
    assert.deepEqual([cpu?.committed_unmanaged, ram?.committed_unmanaged], [4, 2048]);
    const own: OwnVms = { ...nothingOurs, promiseOf: () => ({ cpu_cores: 2, ram_mb: 512 }) };
    const [, grown] = basesOf({ vms: theirs }, {}, own);
    assert.equal(grown?.grown_outside, 1024);
  });

  it('counts a checkpoint of others by what it may grow, and one of ours not: it ends in avhdx or avhd', () => {
    const checkpointAt = (path: string): Inventory['vms'][number] => ({
      ...sampleVmFacts('a'),
      disks: [sampleTemplate({ path, size_mb: 5000, file_mb: 1000 })],
    });
    const ours: OwnVms = { ...nothingOurs, promiseOf: () => ({ cpu_cores: 1, ram_mb: 512 }) };
    const growth = (path: string, own: OwnVms): number | undefined =>
      basesOf({ vms: [checkpointAt(path)] }, {}, own)[3]?.committed_unmanaged;
    assert.equal(growth('D:\\a.avhdx', nothingOurs), 4000);
    assert.equal(growth('D:\\a.avhdx', ours), 0);
    assert.equal(growth('D:\\a.AVHD', ours), 0);
    assert.equal(growth('D:\\a.avhdx.vhdx', ours), 4000);
  });
});

describe('what is available', () => {
  it('is the total by percent, rounded down, less reserve, others, and promises', () => {
    assert.equal(ceilingOf(base({ total: 15, percent: 50 })), 7);
    assert.equal(ceilingOf(base({ percent: 400 })), 64);
    const state = capacityOf(base({ host_reserve: 1, committed_unmanaged: 2, grown_outside: 3 }), {
      ...{ committed: 4, reserved: 5 },
    });
    assert.deepEqual([state.available, state.over_by, state.committed], [1, 0, 7]);
  });

  it('is told in cores, or in MB; a volume only where there is one', () => {
    const bases = [base(), base({ resource: 'ram' }), base({ resource: 'storage', volume: 'C:\\' })];
    assert.deepEqual(
      bases.map((one) => capacityOf(one, undefined)).map((one) => [one.unit, one.volume, 'volume' in one]),
      [
        ['cores', undefined, false],
        ['MB', undefined, false],
        ['MB', 'C:\\', true],
      ],
    );
  });

  it('is never below 0; the rest is what is over', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (total, others, reserved) => {
        const { available, over_by } = capacityOf(base({ total, committed_unmanaged: others }), {
          ...{ committed: 0, reserved },
        });
        assert.equal(available - over_by, total - others - reserved);
        assert.ok(available >= 0 && over_by >= 0 && Math.min(available, over_by) === 0);
      }),
    );
  });
});

describe('a shortage', () => {
  const bases = [
    base(),
    base({ resource: 'ram', total: 1000 }),
    base({ resource: 'storage', volume: 'C:\\', total: 5000 }),
  ];
  const short = (wanted: Partial<Record<ResourceKey, number>>): string[] =>
    shortages(bases, new Map(), new Map(Object.entries(wanted) as [ResourceKey, number][])).map(
      ({ resource, volume, requested, available, over_by }) =>
        `${resource} ${volume ?? ''} ${requested} ${available} ${over_by}`,
    );

  it('is what exceeds the room, and nothing that fits exactly', () => {
    assert.deepEqual(short({ 'cpu|': 16, 'ram|': 1000, 'storage|C:\\': 5000 }), []);
    assert.deepEqual(short({ 'cpu|': 17, 'ram|': 1001, 'storage|C:\\': 5001 }), [
      ...['cpu  17 16 1', 'ram  1001 1000 1', 'storage C:\\ 5001 5000 1'],
    ]);
  });

  it('does not name what was not asked for, even when that is over-booked', () => {
    const over = [base({ committed_unmanaged: 20 }), base({ resource: 'ram', total: 1000 })];
    assert.deepEqual(shortages(over, new Map(), new Map([['ram|', 1]])), []);
  });

  it('is all of it on a volume that the machine lacks', () => {
    assert.deepEqual(short({ 'storage|X:\\': 10 }), ['storage X:\\ 10 0 10']);
    assert.deepEqual(short({ 'storage|X:\\': 0 }), [], 'nothing is asked of it');
    assert.equal(shortages([], new Map(), new Map([['storage|X:\\', 1]]))[0]?.unit, 'MB');
  });

  it('is told in one sentence: storage in GB, asked for rounded up, available rounded down', () => {
    const wanted = sumCharges([
      { resource: 'cpu', volume: '', amount: 17, path: '' },
      { resource: 'ram', volume: '', amount: 600, path: '' },
      { resource: 'ram', volume: '', amount: 600, path: '' },
      { resource: 'storage', volume: 'C:\\', amount: 5121, path: 'C:\\a' },
    ]);
    assert.equal(
      shortageMessage(shortages(bases, new Map(), wanted)),
      'Host capacity exceeded: CPU requested 17, available 16; RAM requested 1200 MB, available 1000 MB; ' +
        'Storage requested 6 GB, available 4 GB on C:\\',
    );
  });
});
