import type { ProblemCode } from '#schemas/errors.ts';
import { documentErrors } from '#schemas/errors/document.ts';
import { pointerSegments } from '#core/pointer.ts';

/** Rules of Hyper-V, and of the request, that limit a member beyond its own bounds. */
const rules: Readonly<Record<string, readonly ProblemCode[]>> = {
  num_vms: ['num_vms_mismatch'],
  vm_name: ['vm_name_reserved', 'vm_name_duplicate', 'vm_name_too_long'],
  copies: ['too_many_vms', 'per_copy_value'],
  cpu_cores: ['cpu_generation', 'cpu_above_host'],
  ram_startup_mb: ['memory_order', 'memory_generation'],
  ram_min_mb: ['memory_order', 'memory_generation'],
  ram_max_mb: ['memory_order', 'memory_generation'],
  disk_template_path: ['template_path', 'template_format'],
  'disk/size_gb': ['disk_size', 'disk_smaller_than_template'],
  data_disks: ['disk_limit'],
  network_adapters: ['adapter_limit'],
  vlan_id: ['network_vlan'],
  secure_boot: ['secure_boot_generation'],
  template: ['secure_boot_template_unknown'],
  tpm: ['tpm_generation'],
  nested_virtualization: ['nested_memory', 'nested_memory_small'],
  mac_address: ['mac_address', 'mac_duplicate', 'per_copy_value'],
  dvd_path: ['dvd_path', 'guest_drive'],
  guest: ['guest_secret', 'guest_drive', 'guest_system_unknown'],
  hostname: ['guest_hostname'],
  admin_user: ['guest_user', 'guest_key', 'guest_windows'],
  ssh_authorized_keys: ['guest_key', 'guest_windows'],
  ip_address: ['guest_address', 'address_duplicate', 'address_in_use', 'per_copy_value'],
  ip_range: ['guest_range', 'address_in_use'],
  gateway: ['guest_gateway'],
  dns: ['guest_dns'],
};

/** What would be refused, and what to do then; with a link to more where there is documentation. */
export function aboutRules(pointer: string, documentation: string | null): string[] {
  const segments = pointerSegments(pointer);
  const names = [segments.slice(-2).join('/'), segments.at(-1) ?? ''];
  const name = names.find((candidate) => Object.hasOwn(rules, candidate)) ?? '';
  const codes = rules[name] ?? [];
  if (codes.length === 0) return [];
  const lines = codes.map((code) => {
    const { summary, hint } = documentErrors[code];
    const label = documentation === null ? code : `[${code}](${documentation}#${code})`;
    return `- ${summary} ${hint} (${label})`;
  });
  return [`Refused or warned about:\n${lines.join('\n')}`];
}
