import type { CapacityResource, Shortage } from '#schemas/generated/types.ts';
import { chargeOfUnmanaged, growthOf, MB_PER_GB, memoryBounds, volumeOf, type Charge } from './charges.ts';
import type { DiskFacts, Inventory, VmFacts } from './inventory.ts';

/** What the administrator allows to be promised. */
export interface CapacityPolicy {
  readonly cpu_percent: number;
  readonly ram_percent: number;
  readonly storage_percent: number;
  readonly reserve_cpu_cores: number;
  readonly reserve_ram_mb: number;
  /** Free space kept on every volume, in MB; null: the larger of 10 GB and 5 % of the volume. */
  readonly reserve_storage_mb: number | null;
}

/** Names one resource: `cpu`, `ram`, or a volume. */
export type ResourceKey = `${'cpu' | 'ram' | 'storage'}|${string}`;

export function resourceKey(of: {
  readonly resource: Charge['resource'];
  readonly volume?: string;
}): ResourceKey {
  return `${of.resource}|${of.volume ?? ''}`;
}

/** Sums of what is promised to VMs of ours: `committed` for finished VMs, `reserved` for jobs under way. */
export interface Promised {
  readonly committed: number;
  readonly reserved: number;
}

/** What the machine has and others take of it: everything but our own promises. */
export interface ResourceBase {
  readonly resource: Charge['resource'];
  readonly volume: string;
  readonly total: number;
  readonly percent: number;
  readonly host_reserve: number;
  readonly committed_unmanaged: number;
  /** What VMs of ours take beyond what they were promised, because somebody enlarged them. */
  readonly grown_outside: number;
}

/** Which VMs and disks of an inventory are ours, and what each was promised. */
export interface OwnVms {
  promiseOf(vm: VmFacts): { readonly cpu_cores: number; readonly ram_mb: number } | null;
  /** Virtual size in MB that is promised for the disk at this path, or null for a disk that nothing is promised for. */
  promisedDiskMb(path: string): number | null;
}

/** Every resource of the machine, in a stable order: CPU, RAM, volumes. */
export function resourceBases(inventory: Inventory, policy: CapacityPolicy, own: OwnVms): ResourceBase[] {
  const { host, volumes } = inventory;
  const others = { cpu: 0, ram: 0 };
  const grown = { cpu: 0, ram: 0 };
  for (const vm of inventory.vms) {
    const promise = own.promiseOf(vm);
    if (promise !== null) {
      grown.cpu += Math.max(0, vm.cpu_cores - promise.cpu_cores);
      grown.ram += Math.max(0, memoryBounds(vm).max - promise.ram_mb);
      continue;
    }
    const charge = chargeOfUnmanaged(vm, host.memory_mb);
    others.cpu += charge.cpu_cores;
    others.ram += charge.ram_mb;
  }
  const disks = diskSums(inventory, own);
  return [
    {
      resource: 'cpu',
      volume: '',
      total: host.logical_processors,
      percent: policy.cpu_percent,
      host_reserve: policy.reserve_cpu_cores,
      committed_unmanaged: others.cpu,
      grown_outside: grown.cpu,
    },
    {
      resource: 'ram',
      volume: '',
      total: host.memory_mb,
      percent: policy.ram_percent,
      host_reserve: policy.reserve_ram_mb,
      committed_unmanaged: others.ram,
      grown_outside: grown.ram,
    },
    ...volumes.map((facts): ResourceBase => {
      const volume = volumeOf(facts.path);
      const floor = Math.max(10 * MB_PER_GB, Math.ceil(facts.total_mb / 20));
      return {
        resource: 'storage',
        volume,
        percent: policy.storage_percent,
        total: facts.free_mb + (disks.promisedBytes.get(volume) ?? 0),
        host_reserve: policy.reserve_storage_mb ?? floor,
        committed_unmanaged: disks.othersGrowth.get(volume) ?? 0,
        grown_outside: disks.grown.get(volume) ?? 0,
      };
    }),
  ];
}

interface DiskSums {
  /** MB that the files of promised disks occupy now. Other files in our folders take room like anybody's. */
  readonly promisedBytes: ReadonlyMap<string, number>;
  /** What promised disks were enlarged by. */
  readonly grown: ReadonlyMap<string, number>;
  /** What disks that nothing is promised for may still grow. */
  readonly othersGrowth: ReadonlyMap<string, number>;
}

function diskSums({ own_files, vms }: Inventory, own: OwnVms): DiskSums {
  const promisedBytes = new Map<string, number>();
  const grown = new Map<string, number>();
  const othersGrowth = new Map<string, number>();
  const seen = new Set<string>();
  const addPromised = ({ path, file_mb }: DiskFacts): void => {
    if (own.promisedDiskMb(path) === null || seen.has(path.toLowerCase())) return;
    seen.add(path.toLowerCase());
    addTo(promisedBytes, path, file_mb);
  };
  for (const file of own_files) addPromised(file);
  for (const vm of vms) {
    const isOurs = own.promiseOf(vm) !== null;
    for (const disk of vm.disks) {
      // The disks of an adopted VM may be anywhere.
      if (isOurs) addPromised(disk);
      const promised = own.promisedDiskMb(disk.path);
      if (promised !== null) addTo(grown, disk.path, Math.max(0, disk.size_mb - promised));
      // What a checkpoint of ours occupies is no longer free; the disk behind it is promised in full.
      else if (!isOurs || !isCheckpoint(disk)) addTo(othersGrowth, disk.path, growthOf(disk));
    }
  }
  return { promisedBytes, grown, othersGrowth };
}

function addTo(sums: Map<string, number>, path: string, mb: number): void {
  const volume = volumeOf(path);
  sums.set(volume, (sums.get(volume) ?? 0) + mb);
}

function isCheckpoint({ path }: DiskFacts): boolean {
  return /\.avhdx?$/i.test(path);
}

/** How much may be promised to VMs of ours in all; below 0 when others took more than there is. */
export function ceilingOf(base: ResourceBase): number {
  return (
    Math.floor((base.total * base.percent) / 100) -
    base.host_reserve -
    base.committed_unmanaged -
    base.grown_outside
  );
}

const nothing: Promised = { committed: 0, reserved: 0 };

/** The resource as operators see it. */
export function capacityOf(base: ResourceBase, promised: Promised | undefined): CapacityResource {
  const { committed, reserved } = promised ?? nothing;
  const free = ceilingOf(base) - committed - reserved;
  return {
    resource: base.resource,
    ...(base.resource === 'storage' ? { volume: base.volume } : {}),
    unit: base.resource === 'cpu' ? 'cores' : 'MB',
    total: base.total,
    percent: base.percent,
    host_reserve: base.host_reserve,
    committed: committed + base.grown_outside,
    committed_unmanaged: base.committed_unmanaged,
    reserved,
    available: Math.max(0, free),
    over_by: Math.max(0, -free),
  };
}

/** Sums charges by resource. */
export function sumCharges(charges: readonly Charge[]): Map<ResourceKey, number> {
  const sums = new Map<ResourceKey, number>();
  for (const charge of charges) {
    const key = resourceKey(charge);
    sums.set(key, (sums.get(key) ?? 0) + charge.amount);
  }
  return sums;
}

/** The resources that do not suffice for `requested`; empty: it fits. A volume that the machine lacks has nothing. */
export function shortages(
  bases: readonly ResourceBase[],
  promised: ReadonlyMap<ResourceKey, Promised>,
  requested: ReadonlyMap<ResourceKey, number>,
): Shortage[] {
  const resources = bases.map((base) => capacityOf(base, promised.get(resourceKey(base))));
  return shortagesIn(resources, requested);
}

/** The same for resources as operators see them. */
export function shortagesIn(
  resources: readonly CapacityResource[],
  requested: ReadonlyMap<ResourceKey, number>,
): Shortage[] {
  const short: Shortage[] = [];
  const known = new Set<ResourceKey>();
  for (const { percent: _percent, over_by: _overBy, ...state } of resources) {
    const key = resourceKey(state);
    known.add(key);
    const wanted = requested.get(key) ?? 0;
    if (wanted > state.available)
      short.push({ ...state, requested: wanted, over_by: wanted - state.available });
  }
  for (const [key, wanted] of requested) {
    if (wanted > 0 && !known.has(key)) short.push(missingVolume(key, wanted));
  }
  return short;
}

function missingVolume(key: ResourceKey, requested: number): Shortage {
  const empty = {
    available: 0,
    total: 0,
    host_reserve: 0,
    committed: 0,
    committed_unmanaged: 0,
    reserved: 0,
  };
  return {
    resource: 'storage',
    volume: key.slice(key.indexOf('|') + 1),
    unit: 'MB',
    requested,
    over_by: requested,
    ...empty,
  };
}

/** The sentence of a capacity error: one clause for each short resource. */
export function shortageMessage(short: readonly Shortage[]): string {
  return `Host capacity exceeded: ${short.map(clause).join('; ')}`;
}

function clause({ resource, requested, available, volume }: Shortage): string {
  switch (resource) {
    case 'cpu':
      return `CPU requested ${requested}, available ${available}`;
    case 'ram':
      return `RAM requested ${requested} MB, available ${available} MB`;
    case 'storage':
      return `Storage requested ${Math.ceil(requested / MB_PER_GB)} GB, available ${Math.floor(available / MB_PER_GB)} GB on ${volume ?? ''}`;
  }
}
