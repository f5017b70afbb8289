import type {
  MachineChange,
  MachineFile,
  MachineHost,
  MachineSnapshot,
  MachineVm,
  MachineVolume,
} from './model.ts';
import { createIndex, type Index } from './memberIndex.ts';
import { pathKey, volumeOf } from './windowsPath.ts';

/** A machine in memory, with what is needed to find things without looking at everything. */
export interface MachineState {
  readonly host: MachineHost;
  readonly vms: ReadonlyMap<string, MachineVm>;
  readonly files: ReadonlyMap<string, MachineFile>;
  readonly volumes: ReadonlyMap<string, MachineVolume>;
  /** VMs whose configuration lies in this folder. */
  vmsAt(folder: string): readonly MachineVm[];
  /** VMs that have this disk as a drive of their own. */
  vmsWithDisk(path: string): readonly MachineVm[];
  /** Files and folders whose folder this is. */
  filesDirectlyIn(folder: string): readonly MachineFile[];
  /** Space that files take on a volume, in MB. */
  usedMb(volume: string): number;
  nextMac(): number;
  revision(): number;
  /** Number of the change that a VM or a file, by its key, last changed with; of an older one, any later number. */
  changedWith(key: string): number;
  apply(change: MachineChange): void;
  snapshot(time: number): MachineSnapshot;
}

/** Builds the state that a snapshot describes. */
export function machineState(from: MachineSnapshot): MachineState {
  const vms = new Map<string, MachineVm>();
  const files = new Map<string, MachineFile>();
  const volumes = new Map(from.volumes.map((volume) => [pathKey(volume.path), volume]));
  const byFolder = createIndex();
  const byDisk = createIndex();
  const byParent = createIndex();
  const used = new Map<string, number>();
  const changed = new Map<string, number>();
  let host = from.host;
  let nextMac = from.next_mac;
  let revision = from.revision;

  const putVm = (id: string, vm: MachineVm | null): void => {
    const old = vms.get(id);
    if (old !== undefined) forEachIndexKey(old, byFolder, byDisk, (index, key) => index.remove(key, id));
    if (vm === null) vms.delete(id);
    else vms.set(id, vm);
    if (vm !== null)
      forEachIndexKey(vm, byFolder, byDisk, (index, key) => {
        index.add(key, id);
      });
  };

  const putFile = (key: string, file: MachineFile | null): void => {
    const volume = pathKey(volumeOf(key));
    const delta = (file?.file_mb ?? 0) - (files.get(key)?.file_mb ?? 0);
    used.set(volume, (used.get(volume) ?? 0) + delta);
    const parent = key.slice(0, key.lastIndexOf('\\'));
    if (file === null) {
      files.delete(key);
      byParent.remove(parent, key);
    } else {
      files.set(key, file);
      byParent.add(parent, key);
    }
  };

  const vmsIn = (index: Index, path: string): readonly MachineVm[] =>
    [...index.under(pathKey(path))].flatMap((id) => vms.get(id) ?? []);

  for (const file of from.files) putFile(pathKey(file.path), file);
  for (const vm of from.vms) putVm(vm.vm_id, vm);

  return {
    get host() {
      return host;
    },
    vms,
    files,
    volumes,
    vmsAt: (folder) => vmsIn(byFolder, folder),
    vmsWithDisk: (path) => vmsIn(byDisk, path),
    filesDirectlyIn: (folder) => {
      const keys = byParent.under(pathKey(folder).replace(/\\$/, ''));
      return [...keys].flatMap((key) => files.get(key) ?? []);
    },
    usedMb: (volume) => used.get(pathKey(volume)) ?? 0,
    nextMac: () => nextMac,
    revision: () => revision,
    changedWith: (key) => changed.get(key) ?? from.revision,
    apply: (change) => {
      revision += 1;
      for (const [key, value] of Object.entries({ ...change.vms, ...change.files })) {
        if (value === null) changed.delete(key);
        else changed.set(key, revision);
      }
      for (const [id, vm] of Object.entries(change.vms ?? {})) putVm(id, vm);
      for (const [key, file] of Object.entries(change.files ?? {})) putFile(key, file);
      for (const volume of change.volumes ?? []) volumes.set(pathKey(volume.path), volume);
      if (change.switches !== undefined) host = { ...host, switches: change.switches };
      nextMac = change.next_mac ?? nextMac;
    },
    snapshot: (time) => ({
      host,
      volumes: [...volumes.values()],
      files: [...files.values()],
      vms: [...vms.values()],
      next_mac: nextMac,
      revision,
      time,
    }),
  };
}

function forEachIndexKey(
  vm: MachineVm,
  byFolder: Index,
  byDisk: Index,
  visit: (index: Index, key: string) => void,
): void {
  visit(byFolder, pathKey(vm.path));
  for (const drive of vm.drives) {
    if (drive.kind === 'hard_disk' && drive.path !== null) visit(byDisk, pathKey(drive.path));
  }
}
