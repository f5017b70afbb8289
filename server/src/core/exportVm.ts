import type {
  GuestSettings,
  NetworkAdapter,
  PlannedAdapter,
  PlannedGuest,
  PlannedVm,
  VmSpec,
} from '#schemas/generated/types.ts';
import { networkNameOf } from './exportNetwork.ts';
import type { NamedNetwork } from './networks.ts';
import { findTemplate, planVms, type PlanFacts } from './planVms.ts';

/** A VM as an entry of a spec, and what the entry cannot say or a person has to fill in. */
export interface ExportedVm {
  readonly spec: VmSpec;
  readonly remarks: readonly string[];
}

/**
 * Writes a VM of the host (`describeVm`) as an entry of a spec that plans to the same VM. What a spec means without being
 * told is left out.
 */
export function exportVm(vm: PlannedVm, facts: PlanFacts): ExportedVm {
  const known = findTemplate(facts.templates, vm.disk_template_path) !== undefined;
  return {
    spec: leaveOutDefaults(fullSpec(vm, facts), facts),
    remarks: [
      ...(known
        ? []
        : [
            `"${vm.disk_template_path}" is no template of this host: name one in disk_template_path to create such a VM.`,
          ]),
      ...vm.network_adapters.flatMap((adapter, index) => adapterRemarks(adapter, index + 1, facts)),
      ...(vm.network_adapters.length === 0 ? ['It has no network adapter: a spec gives it one.'] : []),
      ...(vm.network_adapters[0]?.mac_spoofing === true
        ? ['MAC address spoofing of its first network adapter cannot be described.']
        : []),
    ],
  };
}

function adapterRemarks(adapter: PlannedAdapter, number: number, { networks }: PlanFacts): string[] {
  const which = `Network adapter ${String(number)}`;
  if (adapter.switch === '') return [`${which} is connected to no virtual switch: name one.`];
  if (networkNameOf(adapter, networks) !== null) return [];
  return [
    `${which} is on the virtual switch "${adapter.switch}", and that name means a network of this host: no spec leads there.`,
  ];
}

function fullSpec(vm: PlannedVm, { networks }: PlanFacts): VmSpec {
  const [first, ...others] = vm.network_adapters.map((adapter) => adapterOf(adapter, networks));
  const { switch: name = '', vlan_id, mac_address } = first ?? {};
  return {
    vm_name: vm.vm_name,
    cpu_cores: vm.cpu_cores,
    ram_startup_mb: vm.ram_startup_mb,
    ram_min_mb: vm.ram_min_mb,
    ram_max_mb: vm.ram_max_mb,
    disk_template_path: vm.disk_template_path,
    network_adapter_name: name,
    ...(vlan_id === undefined ? {} : { vlan_id }),
    ...(mac_address === undefined ? {} : { mac_address }),
    generation: vm.generation === 1 ? 1 : 2,
    notes: vm.notes,
    tags: [...vm.tags],
    start: vm.start,
    volume: vm.volume,
    automatic_start_action: vm.automatic_start_action,
    automatic_stop_action: vm.automatic_stop_action,
    ...(vm.generation === 1 ? {} : { secure_boot: secureBootOf(vm), tpm: vm.tpm }),
    nested_virtualization: vm.nested_virtualization,
    checkpoint_type: vm.checkpoint_type,
    disk: { ...vm.disk },
    data_disks: vm.data_disks.map((disk) => ({ ...disk })),
    network_adapters: others,
    ...(vm.dvd_path === null ? {} : { dvd_path: vm.dvd_path }),
    ...(vm.guest === undefined ? {} : { guest: guestOf(vm.guest) }),
  } as VmSpec;
}

function guestOf(guest: PlannedGuest): GuestSettings {
  const { hostname, admin_user, ssh_authorized_keys: keys, ip_address, gateway, dns } = guest;
  return {
    hostname,
    ...(admin_user === null ? {} : { admin_user }),
    ...(keys.length === 0 ? {} : { ssh_authorized_keys: [...keys] }),
    ...(ip_address === null ? {} : { ip_address }),
    ...(gateway === null ? {} : { gateway }),
    ...(dns.length === 0 ? {} : { dns: [...dns] }),
  };
}

function secureBootOf({ secure_boot }: PlannedVm): object {
  return secure_boot.enabled ? { ...secure_boot } : { enabled: false };
}

function adapterOf(adapter: PlannedAdapter, networks: readonly NamedNetwork[]): NetworkAdapter {
  const { vlan_id, mac_address, mac_spoofing } = adapter;
  return {
    switch: networkNameOf(adapter, networks) ?? adapter.switch,
    ...(vlan_id === null ? {} : { vlan_id }),
    ...(mac_address === null ? {} : { mac_address }),
    mac_spoofing,
  };
}

/** Members that stay whatever they mean: a spec must have them. */
const kept: ReadonlySet<string> = new Set([
  'vm_name',
  'disk_template_path',
  'network_adapter_name',
  'switch',
]);

/** Takes away, from the outside to the inside, every member without which the plan is the same. */
function leaveOutDefaults(full: VmSpec, facts: PlanFacts): VmSpec {
  const spec = structuredClone(full);
  const plan = (): string =>
    JSON.stringify(planVms([{ vm_name: spec.vm_name, entry: 0, copy: null, pointer: '', spec }], facts));
  const meant = plan();
  const prune = (part: object): void => {
    for (const [name, value] of Object.entries(part) as [string, unknown][]) {
      if (kept.has(name)) continue;
      Reflect.set(part, name, undefined);
      if (plan() === meant) continue;
      Reflect.set(part, name, value);
      for (const inside of Array.isArray(value) ? (value as unknown[]) : [value])
        if (typeof inside === 'object' && inside !== null) prune(inside);
    }
  };
  prune(spec);
  // What is undefined is not written.
  return JSON.parse(JSON.stringify(spec)) as VmSpec;
}
