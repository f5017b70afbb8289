import type { SimulatedDisk, SimulatedHostFile, SimulatedVm } from '#schemas/generated/types.ts';
import type { Random } from '../../ports.ts';
import type { DiskFile, MachineFile, MachineSnapshot, MachineVm, MachineVolume } from './machine/model.ts';
import { STORED_MEMORY } from './machine/memory.ts';
import { extensionOf, folderOf, foldersAbove, joinPath, pathKey, volumeOf } from './machine/windowsPath.ts';

const MB_PER_GB = 1024;
/** A VM that runs when the machine is first seen has been up for a day. */
const UP_SINCE_MS = 24 * 60 * 60 * 1000;
/** First place of the machine's MAC address pool, 00-15-5D-0A-01-00. */
const FIRST_MAC = 0x0a0100;

/** The machine that a description stands for, at that time of its clock. */
export function buildMachine(description: SimulatedHostFile, time: number, random: Random): MachineSnapshot {
  const first = description.volumes[0]?.path ?? 'C:\\';
  const vmPath = joinPath(first, 'VMs');
  const described = description.vms ?? [];
  const vms = described.map((vm, index) => buildVm(description, vm, { index, vmPath, time, random }));
  const disks = [
    ...description.templates.map((disk) => buildDisk(disk, Math.min(disk.size_gb, 4), random)),
    ...described
      .flatMap((vm) => vm.disks ?? [])
      .map((disk) => buildDisk(disk, Math.ceil(disk.size_gb / 4), random)),
  ];
  const folders = [vmPath, ...vms.map((vm) => vm.path)].map((path) => joinPath(path, 'x'));
  return {
    host: {
      machine_id: random.uuid(),
      computer_name: 'PRACTICE-HOST',
      hyperv_version: '10.0.26100.1',
      logical_processors: description.logical_processors,
      memory_mb: description.memory_mb,
      memory_reserved_mb: description.host_reserve?.ram_mb ?? 0,
      default_vm_path: vmPath,
      default_disk_path: joinPath(vmPath, 'Virtual Hard Disks'),
      switches: description.switches,
      template_folders: uniquePaths(description.templates.map((template) => folderOf(template.path))),
      systems: description.templates.map(({ path, os, generation, guest_services }) => ({
        path,
        os: os ?? 'unknown',
        generation: generation ?? null,
        ...(guest_services === false ? { silent: true as const } : {}),
      })),
    },
    volumes: buildVolumes(description, disks),
    files: [...buildFolders([...folders, ...disks.map((disk) => disk.path)]), ...disks],
    vms,
    next_mac: FIRST_MAC + vms.length,
    revision: 0,
    time,
  };
}

function buildDisk(disk: SimulatedDisk, fileGb: number, random: Random): DiskFile {
  return {
    kind: 'disk',
    path: disk.path,
    format: extensionOf(disk.path) === '.vhd' ? 'VHD' : 'VHDX',
    type: 'dynamic',
    disk_id: random.uuid(),
    content: 0,
    size_mb: disk.size_gb * MB_PER_GB,
    file_mb: (disk.file_gb ?? fileGb) * MB_PER_GB,
    parent: null,
    damaged: false,
  };
}

/** Free space is what is left beside the described files. */
function buildVolumes(description: SimulatedHostFile, disks: readonly DiskFile[]): readonly MachineVolume[] {
  return description.volumes.map((volume) => {
    const own = disks.filter((disk) => pathKey(volumeOf(disk.path)) === pathKey(volume.path));
    const files = own.reduce((sum, disk) => sum + disk.file_mb, 0);
    return {
      path: volumeOf(volume.path),
      total_mb: volume.total_gb * MB_PER_GB,
      usable_mb: volume.free_gb * MB_PER_GB + files,
    };
  });
}

function buildFolders(paths: readonly string[]): readonly MachineFile[] {
  return uniquePaths(paths.flatMap(foldersAbove)).map((path) => ({ kind: 'folder', path, file_mb: 0 }));
}

function uniquePaths(paths: readonly string[]): readonly string[] {
  return [...new Map(paths.map((path) => [pathKey(path), path])).values()];
}

interface VmContext {
  readonly index: number;
  readonly vmPath: string;
  readonly time: number;
  readonly random: Random;
}

function buildVm(description: SimulatedHostFile, vm: SimulatedVm, context: VmContext): MachineVm {
  const generation = vm.generation ?? 2;
  const mac = (FIRST_MAC + context.index).toString(16).padStart(6, '0').toUpperCase();
  return {
    vm_id: context.random.uuid(),
    vm_name: vm.vm_name,
    generation,
    path: joinPath(context.vmPath, vm.vm_name),
    notes: '',
    power: { state: vm.state ?? 'Off', until: 0, started_at: context.time - UP_SINCE_MS },
    cpu_cores: vm.cpu_cores,
    nested_virtualization: false,
    memory: {
      dynamic: vm.dynamic_memory ?? false,
      startup_mb: vm.ram_startup_mb,
      min_mb: vm.ram_min_mb ?? STORED_MEMORY.min_mb,
      max_mb: vm.ram_max_mb ?? STORED_MEMORY.max_mb,
    },
    secure_boot: generation === 2 ? { enabled: true, template: 'MicrosoftWindows' } : null,
    key_protector: false,
    tpm: false,
    first_boot: vm.disks?.[0]?.path ?? null,
    automatic_start_action: vm.automatic_start_action ?? 'start_if_running',
    automatic_stop_action: 'save',
    checkpoint_type: 'production',
    automatic_checkpoints: false,
    scsi_controllers: 1,
    adapters: [
      {
        adapter_id: context.random.uuid(),
        switch: description.switches[0]?.name ?? null,
        vlan_id: null,
        mac_address: `00155D${mac}`,
        mac_is_static: false,
        mac_spoofing: false,
      },
    ],
    drives: (vm.disks ?? []).map((disk, location) => ({
      kind: 'hard_disk',
      controller: generation === 2 || location > 1 ? 'SCSI' : 'IDE',
      number: Math.floor(location / 64),
      location: location % 64,
      path: disk.path,
    })),
  };
}
