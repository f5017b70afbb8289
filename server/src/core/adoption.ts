import type { PlannedVm } from '#schemas/generated/types.ts';
import type { Blueprint } from './blueprint.ts';
import { MB_PER_GB, memoryBounds, volumeOf, type Charge } from './charges.ts';
import type { DiskFacts, VmFacts } from './inventory.ts';

/**
 * What is recorded of a VM that others made. Its folder is one that nothing is in: the VM's own may hold other VMs, and
 * what is removed of ours is removed by folder.
 * @param id New id in place of that of a job.
 */
export function adoptedBlueprint(vm: VmFacts, id: string, vmRoot: string): Blueprint {
  const system = vm.disks[0];
  return {
    job_id: id,
    vm: plannedAsIs(vm),
    folder: `${vmRoot}\\adopted-${id.slice(0, 8)}\\${vm.vm_id}`,
    template: { path: system?.parent_path ?? '', disk_id: '', size_mb: 0 },
    adopted: true,
  };
}

/** A VM of the host in the words of a spec with every default filled in. */
export function plannedAsIs(vm: VmFacts): PlannedVm {
  const { min, startup, max } = memoryBounds(vm);
  const [system, ...data] = vm.disks;
  return {
    vm_name: vm.vm_name,
    cpu_cores: vm.cpu_cores,
    ram_startup_mb: startup,
    ram_min_mb: min,
    ram_max_mb: max,
    disk_template_path: system?.parent_path ?? system?.path ?? '',
    network_adapter_name: vm.adapters[0]?.switch ?? '',
    generation: vm.generation,
    notes: vm.notes,
    tags: [],
    start: vm.state !== 'Off',
    volume: volumeOf(system?.path ?? vm.path),
    automatic_start_action: vm.automatic_start_action,
    automatic_stop_action: vm.automatic_stop_action,
    secure_boot: vm.secure_boot ?? { enabled: false, template: '' },
    tpm: vm.tpm,
    nested_virtualization: vm.nested_virtualization,
    checkpoint_type: vm.checkpoint_type,
    disk: {
      mode: system?.parent_path == null ? 'copy' : 'differencing',
      size_gb: gigabytes(system?.size_mb ?? 0),
    },
    data_disks: data.map((disk) => ({
      size_gb: gigabytes(disk.size_mb),
      type: 'dynamic',
      volume: volumeOf(disk.path),
    })),
    network_adapters: vm.adapters.map((adapter) => ({ ...adapter, switch: adapter.switch ?? '' })),
    dvd_path: vm.dvd_path,
  };
}

/** What a VM of ours takes as it is now, with the full virtual size of each of its disks. */
export function chargesAsIs(vm: VmFacts): Charge[] {
  const { max } = memoryBounds(vm);
  const system = vm.disks[0];
  const saved: Charge[] =
    vm.automatic_stop_action === 'save' && system !== undefined
      ? [{ resource: 'storage', volume: volumeOf(system.path), amount: max, path: '' }]
      : [];
  return [
    { resource: 'cpu', volume: '', amount: vm.cpu_cores, path: '' },
    { resource: 'ram', volume: '', amount: max, path: '' },
    ...vm.disks.map((disk): Charge => {
      const path = diskBehindCheckpoints(disk);
      return { resource: 'storage', volume: volumeOf(path), amount: disk.size_mb, path };
    }),
    ...saved,
  ];
}

/** What is held for a VM of ours by its plan, with the disks that it has now. */
export function chargesOfReturned({ cpu_cores, ram_max_mb }: PlannedVm, vm: VmFacts): Charge[] {
  const planned = { cpu: cpu_cores, ram: ram_max_mb };
  return chargesAsIs(vm).map((charge) =>
    charge.resource === 'storage' ? charge : { ...charge, amount: planned[charge.resource] },
  );
}

/** The disk that stays when the checkpoints are merged: Hyper-V names theirs after it, `name_<GUID>.avhdx`. */
export function diskBehindCheckpoints({ path, parent_path }: DiskFacts): string {
  if (!/\.avhdx?$/i.test(path)) return path;
  if (parent_path !== null && !/\.avhdx?$/i.test(parent_path)) return parent_path;
  return path
    .replace(/_[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}(?=\.avhdx?$)/i, '')
    .replace(/\.a(?=vhdx?$)/i, '.');
}

function gigabytes(mb: number): number {
  return Math.ceil(mb / MB_PER_GB);
}
