/** A member of a VM that a test is about; `undefined` takes it away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The text of a spec with these VMs, `num_vms` counted unless it is named. */
export function specText(vms: readonly Changes[], numVms = vms.length): string {
  const request = { num_vms: numVms, vms: vms.map((changes, index) => ({ ...vm(index), ...changes })) };
  return `${JSON.stringify({ provisioning_request: request }, null, 2)}\n`;
}

function vm(index: number): Changes {
  return {
    vm_name: `test-${String(index + 1).padStart(2, '0')}`,
    cpu_cores: 1,
    ram_startup_mb: 512,
    ram_min_mb: 512,
    ram_max_mb: 512,
    disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    network_adapter_name: 'External_Switch',
  };
}
