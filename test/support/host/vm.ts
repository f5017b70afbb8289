import type { SpecFile, VmSpec } from '#schemas/generated/types.ts';

/** A small VM on the test machine; change what a test is about. */
export function vm(vm_name: string, changes: Partial<VmSpec> = {}): VmSpec {
  return {
    vm_name,
    cpu_cores: 1,
    ram_startup_mb: 512,
    ram_min_mb: 512,
    ram_max_mb: 512,
    disk_template_path: 'C:\\Templates\\tiny.vhdx',
    network_adapter_name: 'External_Switch',
    ...changes,
  };
}

/** A spec of these VMs, `num_vms` counted. */
export function spec(...vms: VmSpec[]): SpecFile {
  const num_vms = vms.reduce((sum, { copies }) => sum + (copies ?? 1), 0);
  return { provisioning_request: { num_vms, vms } };
}
