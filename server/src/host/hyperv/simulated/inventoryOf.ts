import { createHash } from 'node:crypto';
import type { DiskFacts, Inventory, TemplateFacts, VmFacts, VolumeFacts } from '#core/inventory.ts';
import { isUnfinished } from '#core/templates/templateNames.ts';
import { contentStampOf } from './contentStamp.ts';
import type { Computer } from './machine/computer.ts';
import { assignedMb, availableMb } from './machine/memory.ts';
import type { DiskFile, MachineVm } from './machine/model.ts';
import { addressesOf, heartbeatOf, hostNameOf, phaseOf, stateOf, uptimeOf } from './machine/power.ts';
import { diskAt, diskPathsOf, freeMb } from './machine/storage.ts';
import { extensionOf, keyIsInside, pathKey } from './machine/windowsPath.ts';
import type { Folders } from './steps/step.ts';
import { dvdOf } from './steps/storage.ts';

/** The whole machine as a driver reports it. */
export function inventoryOf(computer: Computer, folders: Folders): Inventory {
  const { host } = computer.state;
  const { templates, own } = sortDisks(computer, folders);
  return {
    stamp: stampOf(computer, folders),
    host: {
      computer_name: host.computer_name,
      hyperv_version: host.hyperv_version,
      logical_processors: host.logical_processors,
      memory_mb: host.memory_mb,
      memory_available_mb: availableMb(computer),
      default_vm_path: host.default_vm_path,
      default_disk_path: host.default_disk_path,
    },
    volumes: volumesOf(computer),
    switches: host.switches.map(({ name, type }) => ({ name, type, vlan_id: null })),
    templates: templates.map((disk) => templateFacts(computer, disk)),
    vms: [...computer.state.vms.values()].map((vm) => vmFacts(computer, vm)),
    own_files: own.map(diskFacts),
  };
}

/** Volumes with their free space now. */
export function volumesOf(computer: Computer): readonly VolumeFacts[] {
  return [...computer.state.volumes.values()].map(({ path, total_mb }) => ({
    path,
    total_mb,
    free_mb: freeMb(computer, path) ?? 0,
  }));
}

/**
 * Changes count up, and between two changes the phases of the VMs only grow, so their sum tells one moment from
 * another without looking at the content.
 */
function stampOf(computer: Computer, folders: Folders): string {
  let phases = 0;
  for (const vm of computer.state.vms.values()) phases += phaseOf(computer, vm);
  const view = createHash('sha256').update(JSON.stringify(folders)).digest('hex').slice(0, 8);
  const machine = computer.state.host.machine_id.slice(0, 8);
  return [machine, view, String(computer.state.revision()), String(phases)].join('.');
}

/** Disks below our own folders, and others below a template root that can be read and are whole. */
function sortDisks(
  computer: Computer,
  folders: Folders,
): { readonly templates: readonly DiskFile[]; readonly own: readonly DiskFile[] } {
  const templates: DiskFile[] = [];
  const own: DiskFile[] = [];
  for (const [key, file] of computer.state.files) {
    if (file.kind !== 'disk') continue;
    if (folders.vm_folders.some((folder) => keyIsInside(key, folder))) own.push(file);
    else if (
      !file.damaged &&
      !isUnfinished(key) &&
      folders.template_roots.some((root) => keyIsInside(key, root))
    )
      templates.push(file);
  }
  return { templates, own };
}

function templateFacts(computer: Computer, disk: DiskFile): TemplateFacts {
  const key = pathKey(disk.path);
  const system = computer.state.host.systems.find((item) => pathKey(item.path) === key);
  return {
    ...diskFacts(disk),
    os: system?.os ?? 'unknown',
    generation: system?.generation ?? null,
    content_stamp: contentStampOf(disk),
  };
}

function diskFacts(disk: DiskFile): DiskFacts {
  const { path, format, disk_id, size_mb, file_mb, parent } = disk;
  return { path, format, disk_id, size_mb, file_mb, parent_path: parent?.path ?? null };
}

/** A drive whose file is missing still counts as a drive, of no size. */
function driveFacts(computer: Computer, path: string): DiskFacts {
  const disk = diskAt(computer, path);
  if (disk !== undefined) return diskFacts(disk);
  const format = extensionOf(path) === '.vhd' ? 'VHD' : 'VHDX';
  return { path, format, disk_id: '', size_mb: 0, file_mb: 0, parent_path: null };
}

function vmFacts(computer: Computer, vm: MachineVm): VmFacts {
  return {
    vm_id: vm.vm_id,
    vm_name: vm.vm_name,
    state: stateOf(computer, vm),
    generation: vm.generation,
    path: vm.path,
    notes: vm.notes,
    cpu_cores: vm.cpu_cores,
    nested_virtualization: vm.nested_virtualization,
    dynamic_memory: vm.memory.dynamic,
    ram_startup_mb: vm.memory.startup_mb,
    ram_min_mb: vm.memory.min_mb,
    ram_max_mb: vm.memory.max_mb,
    memory_assigned_mb: assignedMb(computer, vm),
    uptime_s: uptimeOf(computer, vm),
    heartbeat: heartbeatOf(computer, vm),
    ip_addresses: addressesOf(computer, vm),
    hostname: hostNameOf(computer, vm),
    automatic_start_action: vm.automatic_start_action,
    automatic_stop_action: vm.automatic_stop_action,
    checkpoint_type: vm.checkpoint_type,
    secure_boot: vm.secure_boot,
    tpm: vm.tpm,
    dvd_path: dvdOf(vm),
    disks: diskPathsOf(vm).map((path) => driveFacts(computer, path)),
    adapters: vm.adapters.map((adapter) => ({
      switch: adapter.switch,
      vlan_id: adapter.vlan_id,
      mac_address: adapter.mac_is_static ? adapter.mac_address : null,
      mac_spoofing: adapter.mac_spoofing,
    })),
  };
}
