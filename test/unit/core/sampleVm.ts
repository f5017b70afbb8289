import type { VmSpec } from '#schemas/generated/types.ts';

/** A VM that breaks no rule, with what a test wants different. */
export function sampleVm(different: Partial<VmSpec> = {}): VmSpec {
  return {
    vm_name: 'web-01',
    cpu_cores: 2,
    ram_startup_mb: 2048,
    ram_min_mb: 1024,
    ram_max_mb: 4096,
    disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    network_adapter_name: 'External_Switch',
    ...different,
  };
}

/** The text of a spec with these VMs. */
export function specText(vms: readonly VmSpec[]): string {
  const count = vms.reduce((sum, { copies }) => sum + (copies ?? 1), 0);
  return JSON.stringify({ provisioning_request: { num_vms: count, vms } });
}
