import type { SwitchType } from '#core/inventory.ts';
import type { Computer } from './machine/computer.ts';
import { ourError } from './machine/cmdletError.ts';
import { runCmdlet } from './machine/cmdletTable.ts';
import { requireVm } from './machine/lookups.ts';
import type { DiskFile, MachineVm } from './machine/model.ts';
import { resting } from './machine/power.ts';
import { diskAt, missingFolders } from './machine/storage.ts';
import { extensionOf, pathKey, volumeOf } from './machine/windowsPath.ts';

/** What people do to a machine behind our back, at once and without asking whether it is wise. */
export interface ByHand {
  /** A VM as somebody makes it in Hyper-V Manager; off unless `running`. */
  createVm(vm: { readonly name: string; readonly running?: boolean } & Partial<MachineVm>): MachineVm;
  changeVm(vmId: string, changes: Partial<Omit<MachineVm, 'vm_id'>>): void;
  /** The VM is gone in whatever state it was. Its files stay. */
  deleteVm(vmId: string): void;
  /** A disk file of that size, with the folders above it. */
  createDisk(path: string, sizeMb: number, fileMb?: number): DiskFile;
  deleteFile(path: string): void;
  /** Another disk under the same path. */
  replaceDisk(path: string, sizeMb?: number): void;
  /** Other content in the same disk, as somebody who starts it or mounts it leaves it. */
  writeDisk(path: string): void;
  /** Attributes of its file. */
  setAttributes(path: string, attributes: Pick<DiskFile, 'read_only' | 'sparse'>): void;
  /** Another virtual size, as Resize-VHD gives it. */
  resizeDisk(path: string, sizeMb: number): void;
  addSwitch(name: string, type: SwitchType): void;
  removeSwitch(name: string): void;
  /** The file can no longer be read. */
  damageDisk(path: string): void;
  growFile(path: string, addedMb: number): void;
  /** Others fill the volume up to that much free space. */
  fillVolume(path: string, leaveFreeMb: number): void;
}

/** Hands for a computer. */
export function byHand(computer: Computer): ByHand {
  const changeDisk = (path: string, changes: Partial<DiskFile>): void => {
    const disk = diskAt(computer, path);
    if (disk === undefined) throw ourError('NoSuchDisk', `There is no disk '${path}'.`, path);
    computer.commit({ files: { [pathKey(path)]: { ...disk, ...changes } } });
  };
  const changeVm: ByHand['changeVm'] = (vmId, changes) => {
    const vm = requireVm(computer, vmId, 'Set-VM');
    computer.commit({ vms: { [vm.vm_id]: { ...vm, ...changes } } });
  };
  return {
    changeVm,
    createVm: ({ name, running, ...rest }) => {
      const made = runCmdlet(computer, 'New-VM', { name, generation: rest.generation ?? 2 });
      const power = running === true ? { power: resting('Running', computer.now()) } : {};
      changeVm(made.vm_id, { ...rest, ...power });
      return requireVm(computer, made.vm_id, 'Get-VM');
    },
    deleteVm: (vmId) => {
      computer.commit({ vms: { [requireVm(computer, vmId, 'Remove-VM').vm_id]: null } });
    },
    createDisk: (path, sizeMb, fileMb = 4) => {
      const disk = newDisk(computer, path, sizeMb, fileMb);
      computer.commit({ files: { ...missingFolders(computer, path), [pathKey(path)]: disk } });
      return disk;
    },
    deleteFile: (path) => {
      computer.commit({ files: { [pathKey(path)]: null } });
    },
    replaceDisk: (path, sizeMb) => {
      const size = sizeMb === undefined ? {} : { size_mb: sizeMb };
      changeDisk(path, { disk_id: computer.random.uuid(), ...size });
    },
    writeDisk: (path) => {
      changeDisk(path, { content: (diskAt(computer, path)?.content ?? 0) + 1 });
    },
    setAttributes: changeDisk,
    resizeDisk: (path, sizeMb) => {
      changeDisk(path, { size_mb: sizeMb });
    },
    addSwitch: (name, type) => {
      computer.commit({ switches: [...computer.state.host.switches, { name, type }] });
    },
    removeSwitch: (name) => {
      computer.commit({ switches: computer.state.host.switches.filter((item) => item.name !== name) });
    },
    damageDisk: (path) => {
      changeDisk(path, { damaged: true });
    },
    growFile: (path, addedMb) => {
      changeDisk(path, { file_mb: (diskAt(computer, path)?.file_mb ?? 0) + addedMb });
    },
    fillVolume: (path, leaveFreeMb) => {
      const volume = computer.state.volumes.get(pathKey(volumeOf(path)));
      if (volume === undefined) throw ourError('NoSuchVolume', `There is no volume '${path}'.`, path);
      const usable = computer.state.usedMb(volume.path) + leaveFreeMb;
      computer.commit({ volumes: [{ ...volume, usable_mb: usable }] });
    },
  };
}

function newDisk(computer: Computer, path: string, sizeMb: number, fileMb: number): DiskFile {
  return {
    kind: 'disk',
    path,
    format: extensionOf(path) === '.vhd' ? 'VHD' : 'VHDX',
    type: 'dynamic',
    disk_id: computer.random.uuid(),
    content: 0,
    size_mb: sizeMb,
    file_mb: fileMb,
    parent: null,
    damaged: false,
  };
}
