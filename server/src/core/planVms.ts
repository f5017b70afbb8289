import type { PlannedAdapter, PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import type { ExpandedVm } from './copies.ts';
import { guestAddresses, type AddressHolders } from './guest/guestAddresses.ts';
import { planGuest } from './guest/planGuest.ts';
import type { OperatingSystem, TemplateFacts } from './inventory.ts';
import { normalizeMac } from './macAddress.ts';
import { adaptersOf, networkFinder, type FindNetwork, type NamedNetwork } from './networks.ts';
import { flagOr, generationOf, hasSecureBoot, textOr } from './specDefaults.ts';
import { samePath } from './windowsPath.ts';

/** What a plan takes from a template. */
export type PlanTemplate = Pick<TemplateFacts, 'path' | 'size_mb' | 'os'>;

/** What defaults depend on besides the schema. */
export interface PlanFacts {
  readonly templates: readonly PlanTemplate[];
  /** Networks that the host's configuration names. */
  readonly networks: readonly NamedNetwork[];
  /** Volume of the folder that VMs are created in, `C:\`. */
  readonly default_volume: string;
  /** Addresses that VMs of the host have or are promised. Default: none. */
  readonly holders?: AddressHolders;
}

/** Secure boot template for each system. Unknown is taken for Windows, as Hyper-V does, and warned about. */
const secureBootTemplates: Readonly<Record<OperatingSystem, string>> = {
  windows: 'MicrosoftWindows',
  linux: 'MicrosoftUEFICertificateAuthority',
  unknown: 'MicrosoftWindows',
};

/**
 * The VMs as they will be created, every member filled in. A template that the host does not have gives a disk of
 * size 0 unless one is asked for: such a request is refused, and its plan still shows the rest.
 */
export function planVms(vms: readonly ExpandedVm[], facts: PlanFacts): PlannedVm[] {
  const addresses = guestAddresses(vms, facts.holders ?? new Map());
  const network = networkFinder(facts.networks);
  return vms.map((vm, index) => planVm(vm, addresses[index] ?? null, facts, network));
}

/** The host's template under a path, whatever the case of its letters. */
export function findTemplate(templates: readonly PlanTemplate[], path: string): PlanTemplate | undefined {
  return templates.find((template) => samePath(template.path, path));
}

/** GB that a disk of `sizeMb` needs, a begun one counted whole. */
export function wholeGb(sizeMb: number): number {
  return Math.ceil(sizeMb / 1024);
}

function planVm(vm: ExpandedVm, address: string | null, facts: PlanFacts, network: FindNetwork): PlannedVm {
  const { vm_name, spec } = vm;
  const template = findTemplate(facts.templates, spec.disk_template_path);
  const volume = normalizeVolume(spec.volume ?? facts.default_volume);
  const guest = planGuest(vm, template?.os ?? 'unknown', address);
  const adapters = planAdapters(spec, network);
  return {
    vm_name,
    cpu_cores: spec.cpu_cores,
    ram_startup_mb: spec.ram_startup_mb,
    ram_min_mb: spec.ram_min_mb,
    ram_max_mb: spec.ram_max_mb,
    disk_template_path: template?.path ?? spec.disk_template_path,
    network_adapter_name: adapters[0]?.switch ?? spec.network_adapter_name,
    generation: generationOf(spec),
    notes: textOr(spec.notes, 'vm', 'notes'),
    tags: [...(spec.tags ?? [])],
    start: flagOr(spec.start, 'vm', 'start'),
    wait_for: textOr(spec.wait_for, 'vm', 'wait_for') === 'ip' ? 'ip' : 'created',
    volume,
    automatic_start_action: textOr(spec.automatic_start_action, 'vm', 'automatic_start_action'),
    automatic_stop_action: textOr(spec.automatic_stop_action, 'vm', 'automatic_stop_action'),
    secure_boot: {
      enabled: hasSecureBoot(spec),
      template: spec.secure_boot?.template ?? secureBootTemplates[template?.os ?? 'unknown'],
    },
    tpm: flagOr(spec.tpm, 'vm', 'tpm'),
    nested_virtualization: flagOr(spec.nested_virtualization, 'vm', 'nested_virtualization'),
    checkpoint_type: textOr(spec.checkpoint_type, 'vm', 'checkpoint_type'),
    disk: {
      mode: textOr(spec.disk?.mode, 'disk', 'mode'),
      size_gb: spec.disk?.size_gb ?? wholeGb(template?.size_mb ?? 0),
    },
    data_disks: planDataDisks(spec, volume),
    network_adapters: adapters,
    dvd_path: spec.dvd_path ?? null,
    ...(guest === undefined ? {} : { guest }),
  };
}

function planDataDisks(spec: VmSpec, volume: string): PlannedVm['data_disks'] {
  return (spec.data_disks ?? []).map((disk) => ({
    size_gb: disk.size_gb,
    type: textOr(disk.type, 'data_disk', 'type'),
    volume: normalizeVolume(disk.volume ?? volume),
  }));
}

/** The adapters on the virtual switches and in the VLANs that their names lead to. */
function planAdapters(spec: VmSpec, network: FindNetwork): PlannedAdapter[] {
  return adaptersOf(spec).map(({ adapter }) => {
    const named = network(adapter.switch);
    return {
      switch: named?.switch ?? adapter.switch,
      vlan_id: named?.vlan_id ?? adapter.vlan_id ?? null,
      mac_address: adapter.mac_address === undefined ? null : normalizeMac(adapter.mac_address),
      mac_spoofing: flagOr(adapter.mac_spoofing, 'network_adapter', 'mac_spoofing'),
    };
  });
}

/** `D:\`, the way that Windows writes a drive. */
function normalizeVolume(path: string): string {
  return path.toUpperCase();
}
