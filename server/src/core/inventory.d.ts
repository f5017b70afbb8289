/**
 * What a Hyper-V host looks like at one moment, as a driver reads it. Sizes are in MB (2^20 bytes), paths are
 * Windows paths, ids are lower-case GUIDs, enums are the names Hyper-V gives them.
 */
export interface Inventory {
  /** Changes whenever anything below changes, apart from figures of running VMs. */
  readonly stamp: string;
  readonly host: HostFacts;
  readonly volumes: readonly VolumeFacts[];
  readonly switches: readonly SwitchFacts[];
  readonly templates: readonly TemplateFacts[];
  readonly vms: readonly VmFacts[];
  /** Disk files below the folders that VMSpec creates VMs in, attached or not. */
  readonly own_files: readonly DiskFacts[];
}
export interface HostFacts {
  readonly computer_name: string;
  readonly hyperv_version: string;
  readonly logical_processors: number;
  readonly memory_mb: number;
  /** Memory that a VM could still be started with, in MB. */
  readonly memory_available_mb: number;
  readonly default_vm_path: string;
  readonly default_disk_path: string;
}
export interface VolumeFacts {
  /** Drive with backslash, `C:\`. */
  readonly path: string;
  readonly total_mb: number;
  readonly free_mb: number;
}
export type SwitchType = 'External' | 'Internal' | 'Private';
export interface SwitchFacts {
  readonly name: string;
  readonly type: SwitchType;
  readonly vlan_id: number | null;
}
export type DiskFormat = 'VHD' | 'VHDX';
export interface DiskFacts {
  readonly path: string;
  readonly format: DiskFormat;
  /** Identifier stored in the disk: it tells a disk from one that replaced it under the same path. */
  readonly disk_id: string;
  readonly size_mb: number;
  readonly file_mb: number;
  readonly parent_path: string | null;
}
export type OperatingSystem = 'windows' | 'linux' | 'unknown';
export interface TemplateFacts extends DiskFacts {
  readonly os: OperatingSystem;
  readonly generation: 1 | 2 | null;
  /**
   * Changes whenever the content of the disk does, and not when its file is only read or copied. Two stamps are only ever
   * compared. Null or absent: it could not be read.
   */
  readonly content_stamp?: string | null;
}
export interface AdapterFacts {
  readonly switch: string | null;
  readonly vlan_id: number | null;
  /** Fixed MAC address as twelve upper-case digits, or null when Hyper-V chooses. */
  readonly mac_address: string | null;
  readonly mac_spoofing: boolean;
}
export interface VmFacts {
  readonly vm_id: string;
  readonly vm_name: string;
  /** `Running`, `Off`, `Starting`, `Stopping`, `Saved`, `Paused`, … */
  readonly state: string;
  readonly generation: 1 | 2;
  /** Folder of the configuration; for our VMs it tells which job owns them. */
  readonly path: string;
  readonly notes: string;
  readonly cpu_cores: number;
  readonly nested_virtualization: boolean;
  readonly dynamic_memory: boolean;
  readonly ram_startup_mb: number;
  readonly ram_min_mb: number;
  readonly ram_max_mb: number;
  readonly memory_assigned_mb: number;
  readonly uptime_s: number;
  readonly heartbeat: 'ok' | 'no_contact' | 'not_running';
  readonly ip_addresses: readonly string[];
  readonly automatic_start_action: 'nothing' | 'start_if_running' | 'start';
  readonly automatic_stop_action: 'shut_down' | 'save' | 'turn_off';
  readonly checkpoint_type: 'disabled' | 'production' | 'production_only' | 'standard';
  readonly secure_boot: {
    readonly enabled: boolean;
    readonly template: string;
  } | null;
  readonly tpm: boolean;
  readonly dvd_path: string | null;
  readonly disks: readonly DiskFacts[];
  readonly adapters: readonly AdapterFacts[];
}
