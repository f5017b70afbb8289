import type { PlannedVm } from '#schemas/generated/types.ts';
import { seedPath } from './guest/planGuest.ts';
import { seedFiles } from './guest/seedFiles.ts';
import { roomForDisk, roomForStart, roomForStorage } from './neededRoom.ts';
import type { StepKind, StepParams, SystemDiskParams, TemplateIdentity, VmSettings } from './steps.ts';
import { diskPaths, foldersOfVm } from './vmFolders.ts';

/** Everything the steps of one VM need, fixed when its job is accepted. */
export interface Blueprint {
  readonly job_id: string;
  readonly vm: PlannedVm;
  readonly folder: string;
  readonly template: TemplateIdentity;
  /** A VM that others made and that was taken into the records as it was: its files are not ours to remove. */
  readonly adopted?: true;
}

/** Steps that create a VM, in order. Each is idempotent. */
export function provisionSteps(vm: PlannedVm): StepKind[] {
  const seed: StepKind[] = vm.guest === undefined ? [] : ['seed'];
  const always: StepKind[] = ['template', 'disk', 'vm', 'configure', 'network', ...seed, 'storage'];
  return vm.start ? [...always, 'start', 'verify'] : [...always, 'verify'];
}

/** Whether the job of a VM waits for its guest once all its steps are done. */
export function waitsForGuest({ start, wait_for }: PlannedVm): boolean {
  return start && wait_for === 'ip';
}

/** Steps that leave nothing of a VM behind, in order. */
export const rollbackSteps = ['stop', 'remove_vm', 'remove_files'] as const satisfies readonly StepKind[];

/** VMSpec's own line in the notes of a VM; only this line is ever compared. */
export function ownerMark(jobId: string, tags: readonly string[]): string {
  return `[vmspec job=${jobId}${tags.length > 0 ? ` tags=${tags.join(',')}` : ''}]`;
}

/** Notes of the VM: the user's text, and VMSpec's mark as the last line. */
export function notesOf(blueprint: Blueprint): string {
  const mark = ownerMark(blueprint.job_id, blueprint.vm.tags);
  return blueprint.vm.notes === '' ? mark : `${blueprint.vm.notes}\n${mark}`;
}

/** Notes as the user wrote them, without the mark. */
export function userNotes(notes: string): string {
  return notes.replace(/(?:^|\n)\[vmspec job=[^\]\n]*\]\s*$/, '');
}

/** Parameters of a step of the VM. `vmId` is known from the step `vm` on. */
export function stepParams<K extends StepKind>(
  blueprint: Blueprint,
  step: K,
  vmId: string | null,
): StepParams[K] {
  return builders[step](blueprint, vmId ?? '');
}

const builders: { readonly [K in StepKind]: (blueprint: Blueprint, vmId: string) => StepParams[K] } = {
  template: ({ template }) => template,
  disk: (blueprint) => ({
    owner: blueprint.job_id,
    folder: blueprint.folder,
    system: systemDisk(blueprint),
    template: blueprint.template,
    room: roomForDisk(systemDisk(blueprint), blueprint.template),
  }),
  vm: ({ vm, folder }) => ({
    vm_name: vm.vm_name,
    parent_folder: folder.slice(0, folder.lastIndexOf('\\')),
    folder,
    generation: vm.generation,
    ram_startup_mb: vm.ram_startup_mb,
  }),
  configure: (blueprint, vm_id) => ({ vm_id, settings: settingsOf(blueprint) }),
  network: ({ vm }, vm_id) => ({ vm_id, adapters: vm.network_adapters }),
  seed: ({ job_id, vm, folder }) => ({
    owner: job_id,
    folder,
    path: seedPath(vm, folder) ?? '',
    files: vm.guest === undefined ? [] : seedFiles(vm, vm.guest, job_id),
  }),
  storage: (blueprint, vm_id) => ({
    vm_id,
    generation: blueprint.vm.generation,
    system_path: systemDisk(blueprint).path,
    data_disks: dataDisks(blueprint),
    dvd_path: dvdPath(blueprint),
    room: roomForStorage(dataDisks(blueprint)),
  }),
  start: ({ vm }, vm_id) => ({ vm_id, room: roomForStart(vm) }),
  verify: (blueprint, vm_id) => ({
    vm_id,
    settings: settingsOf(blueprint),
    adapters: blueprint.vm.network_adapters,
    system: systemDisk(blueprint),
    data_disks: dataDisks(blueprint),
    dvd_path: dvdPath(blueprint),
    running: blueprint.vm.start,
  }),
  stop: (_blueprint, vm_id) => ({ vm_id, mode: 'turn_off' }),
  remove_vm: ({ folder }, vmId) => ({ vm_id: vmId === '' ? null : vmId, folder }),
  remove_files: ({ job_id, vm, folder }) => ({ owner: job_id, folders: foldersOfVm(vm, folder), keep: [] }),
};

/** What lies in the DVD drive: the guest's settings, or what the spec names. */
function dvdPath({ vm, folder }: Blueprint): string | null {
  return seedPath(vm, folder) ?? vm.dvd_path;
}

function systemDisk({ vm, folder }: Blueprint): SystemDiskParams {
  return {
    path: diskPaths(vm, folder).system,
    mode: vm.disk.mode === 'copy' ? 'copy' : 'differencing',
    template_path: vm.disk_template_path,
    size_gb: vm.disk.size_gb,
  };
}

function dataDisks({ vm, folder }: Blueprint): StepParams['storage']['data_disks'] {
  const { data } = diskPaths(vm, folder);
  return vm.data_disks.map((disk, index) => ({
    path: data[index] ?? '',
    type: disk.type === 'fixed' ? 'fixed' : 'dynamic',
    size_gb: disk.size_gb,
  }));
}

function settingsOf(blueprint: Blueprint): VmSettings {
  const { vm } = blueprint;
  return {
    generation: vm.generation,
    cpu_cores: vm.cpu_cores,
    nested_virtualization: vm.nested_virtualization,
    ram_startup_mb: vm.ram_startup_mb,
    ram_min_mb: vm.ram_min_mb,
    ram_max_mb: vm.ram_max_mb,
    secure_boot: vm.secure_boot,
    tpm: vm.tpm,
    automatic_start_action: vm.automatic_start_action,
    automatic_stop_action: vm.automatic_stop_action,
    checkpoint_type: vm.checkpoint_type,
    notes: notesOf(blueprint),
  };
}
