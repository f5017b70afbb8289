import type { DiskFormat, OperatingSystem, SwitchType, VmFacts } from '#core/inventory.ts';

/** The parts of a simulated computer as its journal keeps them. Sizes in MB, times in milliseconds of its own clock. */
export interface MachineHost {
  readonly machine_id: string;
  readonly computer_name: string;
  readonly hyperv_version: string;
  readonly logical_processors: number;
  readonly memory_mb: number;
  /** Memory that Windows itself uses and no VM can have. */
  readonly memory_reserved_mb: number;
  readonly default_vm_path: string;
  readonly default_disk_path: string;
  readonly switches: readonly MachineSwitch[];
  /** Folders of the templates that the machine was described with. */
  readonly template_folders: readonly string[];
  readonly systems: readonly InstalledSystem[];
}

export interface MachineSwitch {
  readonly name: string;
  readonly type: SwitchType;
}

/** What is installed on a template; no disk says so itself. */
export interface InstalledSystem {
  readonly path: string;
  readonly os: OperatingSystem;
  readonly generation: 1 | 2 | null;
  /** Its guests report nothing: they lack the integration services. */
  readonly silent?: true;
}

/** `usable_mb` is what all files that the machine knows may take together. */
export interface MachineVolume {
  readonly path: string;
  readonly total_mb: number;
  readonly usable_mb: number;
}

export interface DiskFile {
  readonly kind: 'disk';
  readonly path: string;
  readonly format: DiskFormat;
  readonly type: 'fixed' | 'dynamic' | 'differencing';
  readonly disk_id: string;
  /** Grows with every change of the content, which breaks the differencing disks made from it. */
  readonly content: number;
  readonly size_mb: number;
  readonly file_mb: number;
  readonly parent: { readonly path: string; readonly disk_id: string; readonly content: number } | null;
  /** Half written: it takes space, but nothing can read it. */
  readonly damaged: boolean;
  /** Attributes of the file; absent: not set. */
  readonly read_only?: boolean;
  readonly sparse?: boolean;
}

export interface TextFile {
  readonly kind: 'text';
  readonly path: string;
  readonly text: string;
  readonly file_mb: number;
}

/** A small file of bytes. */
export interface BinaryFile {
  readonly kind: 'binary';
  readonly path: string;
  /** Its content: gzip in base64. */
  readonly packed: string;
  /** Its length. */
  readonly bytes: number;
  readonly file_mb: number;
}

export interface Folder {
  readonly kind: 'folder';
  readonly path: string;
  readonly file_mb: 0;
}

export type MachineFile = DiskFile | TextFile | BinaryFile | Folder;

export type PowerState = 'Off' | 'Running' | 'Saved' | 'Paused' | 'Starting' | 'Stopping';

/** `until` ends a state of transition, after which the VM is Running or Off without anything being written. */
export interface Power {
  readonly state: PowerState;
  readonly until: number;
  readonly started_at: number;
  /** The guest that was started reports nothing. */
  readonly silent?: true;
}

export interface MachineAdapter {
  readonly adapter_id: string;
  /** Absent: what Hyper-V calls every adapter. */
  readonly name?: string;
  readonly switch: string | null;
  readonly vlan_id: number | null;
  /** Twelve upper-case digits. */
  readonly mac_address: string;
  readonly mac_is_static: boolean;
  readonly mac_spoofing: boolean;
}

export type Controller = 'IDE' | 'SCSI';

export interface MachineDrive {
  readonly kind: 'hard_disk' | 'dvd';
  readonly controller: Controller;
  readonly number: number;
  readonly location: number;
  readonly path: string | null;
}

export interface MachineMemory {
  readonly dynamic: boolean;
  readonly startup_mb: number;
  readonly min_mb: number;
  readonly max_mb: number;
}

/** What the BIOS of a generation 1 VM can start from, in the order of a new VM. */
export const BIOS_DEVICES = ['CD', 'IDE', 'LegacyNetworkAdapter', 'Floppy'] as const;
export type BiosDevice = (typeof BIOS_DEVICES)[number];

/** What a guest has read from its seed. */
export interface MachineGuest {
  readonly instance: string;
  readonly hostname: string;
  readonly address: string | null;
}

export interface MachineVm {
  readonly vm_id: string;
  readonly vm_name: string;
  readonly generation: 1 | 2;
  readonly path: string;
  readonly notes: string;
  readonly power: Power;
  readonly cpu_cores: number;
  readonly nested_virtualization: boolean;
  readonly memory: MachineMemory;
  readonly secure_boot: { readonly enabled: boolean; readonly template: string } | null;
  readonly key_protector: boolean;
  readonly tpm: boolean;
  /** Path of the disk that firmware starts from first; null: the network. */
  readonly first_boot: string | null;
  /** Order of a generation 1 VM; absent: the one that New-VM gives. */
  readonly startup_order?: readonly BiosDevice[];
  readonly automatic_start_action: VmFacts['automatic_start_action'];
  readonly automatic_stop_action: VmFacts['automatic_stop_action'];
  readonly checkpoint_type: VmFacts['checkpoint_type'];
  readonly automatic_checkpoints: boolean;
  readonly scsi_controllers: number;
  readonly adapters: readonly MachineAdapter[];
  readonly drives: readonly MachineDrive[];
  /** Absent: nobody told the guest anything. */
  readonly guest?: MachineGuest;
}

/** What one operation changes; null removes. Keys of `vms` are ids, keys of `files` are path keys. */
export interface MachineChange {
  readonly vms?: Readonly<Record<string, MachineVm | null>>;
  readonly files?: Readonly<Record<string, MachineFile | null>>;
  readonly volumes?: readonly MachineVolume[];
  readonly switches?: readonly MachineSwitch[];
  readonly next_mac?: number;
}

/** A whole machine, as the first line of its journal holds it. */
export interface MachineSnapshot {
  readonly host: MachineHost;
  readonly volumes: readonly MachineVolume[];
  readonly files: readonly MachineFile[];
  readonly vms: readonly MachineVm[];
  readonly next_mac: number;
  /** Number of changes so far. */
  readonly revision: number;
  /** Time of the machine's own clock. */
  readonly time: number;
}
