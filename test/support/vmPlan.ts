import type { Inventory } from '#core/inventory.ts';
import { NO_ROOM, type StepKind, type StepParams, type VmSettings } from '#core/steps.ts';

/** Names of things on the machine that a plan refers to. */
export interface PlanPlaces {
  /** Folder that VMs are created in. */
  readonly root: string;
  /** Folder for data disks; another volume where there is one. */
  readonly data_root: string;
  readonly template: string;
  readonly switch: string;
}

/** The parameters of all steps of one VM, once its id is known. */
export type VmPlan = { readonly [K in StepKind]: StepParams[K] };

const SETTINGS: VmSettings = {
  generation: 2,
  cpu_cores: 2,
  nested_virtualization: false,
  ram_startup_mb: 1024,
  ram_min_mb: 512,
  ram_max_mb: 2048,
  secure_boot: { enabled: true, template: 'MicrosoftUEFICertificateAuthority' },
  tpm: false,
  automatic_start_action: 'nothing',
  automatic_stop_action: 'shut_down',
  checkpoint_type: 'production_only',
  notes: 'made by a test\n[vmspec job=test tags=]',
};

/** Settings of a guest; the driver does not look into them. */
const SEED = [
  { name: 'meta-data', text: 'instance-id: test\nlocal-hostname: guest\n' },
  { name: 'user-data', text: '#cloud-config\n' },
];

/** A VM to plan. */
export interface PlannedVm {
  readonly name: string;
  readonly owner: string;
  readonly vm_id?: string;
  readonly settings?: Partial<VmSettings>;
  /** Its system disk is a larger copy of the template, and its data disk has all its space from the start. */
  readonly whole?: boolean;
  readonly dvd_path?: string;
}

/** Plans a VM with a data disk and two network adapters. */
export function vmPlan(places: PlanPlaces, inventory: Inventory, vm: PlannedVm): VmPlan {
  const template = inventory.templates.find((item) => item.path === places.template);
  if (template === undefined) throw new Error(`the machine has no template ${places.template}`);
  const parent = `${places.root}\\job-${vm.owner}`;
  const folder = `${parent}\\${vm.name}`;
  const dataFolder = `${places.data_root}\\job-${vm.owner}\\${vm.name}`;
  const { path: template_path, disk_id, size_mb, content_stamp = null } = template;
  const identity = { path: template_path, disk_id, size_mb, content_stamp };
  const vm_id = vm.vm_id ?? '00000000-0000-0000-0000-000000000000';
  const settings = { ...SETTINGS, ...vm.settings };
  const system = {
    path: `${folder}\\${vm.name}.vhdx`,
    mode: vm.whole === true ? ('copy' as const) : ('differencing' as const),
    template_path,
    size_gb: size_mb / 1024 + (vm.whole === true ? 5 : 0),
  };
  const adapter = { switch: places.switch, vlan_id: null, mac_address: null, mac_spoofing: false };
  const adapters = [
    adapter,
    { ...adapter, vlan_id: 42, mac_address: '00-15-5d-aa-bb-cc', mac_spoofing: true },
  ];
  const data_disks = [
    {
      path: `${dataFolder}\\${vm.name}-data1.vhdx`,
      type: vm.whole === true ? ('fixed' as const) : ('dynamic' as const),
      size_gb: 10,
    },
  ];
  const drives = { data_disks, dvd_path: vm.dvd_path ?? null };
  return {
    template: identity,
    disk: { owner: vm.owner, folder, system, template: identity, room: NO_ROOM },
    vm: {
      vm_name: vm.name,
      parent_folder: parent,
      folder,
      generation: settings.generation,
      ram_startup_mb: settings.ram_startup_mb,
    },
    configure: { vm_id, settings },
    network: { vm_id, adapters },
    seed: { owner: vm.owner, folder, path: `${folder}\\${vm.name}-seed.iso`, files: SEED },
    storage: { vm_id, generation: settings.generation, system_path: system.path, ...drives, room: NO_ROOM },
    start: { vm_id, room: NO_ROOM },
    verify: { vm_id, settings, adapters, system, ...drives, running: true },
    stop: { vm_id, mode: 'turn_off' },
    remove_vm: { vm_id, folder },
    remove_files: { owner: vm.owner, folders: [folder, dataFolder], keep: [] },
  };
}
