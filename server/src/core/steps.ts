import type { PlannedVm, StepName } from '#schemas/generated/types.ts';
import type { SeedFile } from './guest/seedFiles.ts';
import type { DiskFormat } from './inventory.ts';
import type { AddTemplateParams, AddedTemplate, RemoveTemplateParams } from './templates/templateSteps.ts';

/** How a template looked when its job was admitted; a step refuses to work on anything else. */
export interface TemplateIdentity {
  readonly path: string;
  readonly disk_id: string;
  readonly size_mb: number;
  /** As `TemplateFacts` has it; absent or null: nobody could read it. */
  readonly content_stamp?: string | null;
}

export interface SystemDiskParams {
  readonly path: string;
  readonly mode: 'differencing' | 'copy';
  readonly template_path: string;
  readonly size_gb: number;
}

export interface DataDiskParams {
  readonly path: string;
  readonly type: 'dynamic' | 'fixed';
  readonly size_gb: number;
}

/** What `configure` sets in one go: everything of a VM that is neither a disk nor a network adapter. */
export type VmSettings = Pick<
  PlannedVm,
  | 'generation'
  | 'cpu_cores'
  | 'nested_virtualization'
  | 'ram_startup_mb'
  | 'ram_min_mb'
  | 'ram_max_mb'
  | 'secure_boot'
  | 'tpm'
  | 'automatic_start_action'
  | 'automatic_stop_action'
  | 'checkpoint_type'
> & {
  /** The user's notes and, as the last line, VMSpec's own mark. */
  readonly notes: string;
};

/**
 * What a step takes of the machine at once, in MB. The driver reads the real figures just before it acts, since what was
 * promised may have been taken by others, and refuses with `OutOfMemory,VMSpec` or `DiskFull,VMSpec`.
 */
export interface NeededRoom {
  readonly memory_mb: number;
  /** Files that the step makes; one that is there already has its room. */
  readonly files: readonly { readonly path: string; readonly mb: number }[];
}

/** Whether there is room is left to Hyper-V alone. */
export const NO_ROOM: NeededRoom = { memory_mb: 0, files: [] };

/**
 * Parameters of each step. A step is idempotent: the driver looks whether the effect is there, acts when it is not,
 * and looks again, so that it can be asked again after any crash.
 */
export interface StepParams {
  /** The template is there, is the one that was admitted, and is no VM's own disk. */
  readonly template: TemplateIdentity;
  /** The system disk exists, with the right parent and size. `owner` goes into a file beside it. */
  readonly disk: {
    readonly owner: string;
    readonly folder: string;
    readonly system: SystemDiskParams;
    /** Looked at once more when the disk is made: a template that was swapped meanwhile made a disk of who knows what. */
    readonly template?: TemplateIdentity;
    readonly room: NeededRoom;
  };
  /** A VM exists in `folder`, which belongs to this job alone. */
  readonly vm: {
    readonly vm_name: string;
    /** Folder handed to Hyper-V; it appends the name of the VM. */
    readonly parent_folder: string;
    readonly folder: string;
    readonly generation: number;
    readonly ram_startup_mb: number;
  };
  readonly configure: { readonly vm_id: string; readonly settings: VmSettings };
  /** Exactly these network adapters, in this order. */
  readonly network: { readonly vm_id: string; readonly adapters: PlannedVm['network_adapters'] };
  /** The disk that the guest reads its settings from lies in the job's folder. */
  readonly seed: {
    readonly owner: string;
    readonly folder: string;
    readonly path: string;
    readonly files: readonly SeedFile[];
  };
  /** System disk attached, data disks made and attached, DVD inserted, boot from the system disk. */
  readonly storage: {
    readonly vm_id: string;
    readonly generation: number;
    readonly system_path: string;
    readonly data_disks: readonly DataDiskParams[];
    readonly dvd_path: string | null;
    readonly room: NeededRoom;
  };
  readonly start: { readonly vm_id: string; readonly room: NeededRoom };
  /** The VM equals what was asked for; otherwise the step fails and says what differs. */
  readonly verify: {
    readonly vm_id: string;
    readonly settings: VmSettings;
    readonly adapters: PlannedVm['network_adapters'];
    readonly system: SystemDiskParams;
    readonly data_disks: readonly DataDiskParams[];
    readonly dvd_path: string | null;
    readonly running: boolean;
  };
  readonly stop: { readonly vm_id: string; readonly mode: 'shut_down' | 'turn_off' };
  /** The VM in `folder`, or the one with `vm_id`, is gone. Its disk files are not touched. */
  readonly remove_vm: { readonly vm_id: string | null; readonly folder: string };
  /** These folders are gone with everything in them, apart from the `keep` files. */
  readonly remove_files: {
    readonly owner: string;
    readonly folders: readonly string[];
    readonly keep: readonly string[];
  };
  /** A disk is a template: checked, copied below a template root, read-only. No step of a job. */
  readonly add_template: AddTemplateParams;
  /** These files below a template root are gone. No step of a job. */
  readonly remove_template: RemoveTemplateParams;
}

/** What a step tells later ones. */
export interface StepOutput {
  readonly template: { readonly format: DiskFormat };
  readonly disk: Record<never, never>;
  readonly vm: { readonly vm_id: string };
  readonly configure: Record<never, never>;
  readonly network: Record<never, never>;
  readonly seed: Record<never, never>;
  readonly storage: Record<never, never>;
  readonly start: Record<never, never>;
  readonly verify: Record<never, never>;
  readonly stop: Record<never, never>;
  readonly remove_vm: Record<never, never>;
  readonly remove_files: Record<never, never>;
  readonly add_template: AddedTemplate;
  readonly remove_template: Record<never, never>;
}

/** Every step of the wire format has parameters here. */
export type StepKind = StepName & keyof StepParams;

/** All that a driver looks at, brings about and looks at again: the steps of jobs, and what is done to templates. */
export type DriverStep = keyof StepParams;
