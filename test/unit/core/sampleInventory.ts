import type { Inventory, TemplateFacts, VmFacts } from '#core/inventory.ts';

/** A template disk with what a test wants different. */
export function sampleTemplate(different: Partial<TemplateFacts> = {}): TemplateFacts {
  return {
    path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    format: 'VHDX',
    disk_id: 'd1',
    size_mb: 40 * 1024,
    file_mb: 4096,
    parent_path: null,
    os: 'linux',
    generation: null,
    ...different,
  };
}

/** A VM that somebody else created. */
export function sampleVmFacts(name: string): VmFacts {
  return {
    ...{ vm_id: name, vm_name: name, state: 'Off', generation: 2, path: `C:\\VMs\\${name}`, notes: '' },
    ...{ cpu_cores: 1, nested_virtualization: false, dynamic_memory: false },
    ...{ ram_startup_mb: 512, ram_min_mb: 512, ram_max_mb: 1048576, memory_assigned_mb: 0, uptime_s: 0 },
    ...{ heartbeat: 'not_running', ip_addresses: [], automatic_start_action: 'nothing' },
    ...{ automatic_stop_action: 'save', checkpoint_type: 'production', secure_boot: null, tpm: false },
    ...{ dvd_path: null, disks: [], adapters: [] },
  };
}

/** A small host: two volumes, two switches, one template, one VM. */
export function sampleInventory(templates: readonly TemplateFacts[] = [sampleTemplate()]): Inventory {
  return {
    stamp: '1',
    host: {
      ...{ computer_name: 'LAB', hyperv_version: '10.0', logical_processors: 16 },
      ...{ memory_mb: 65536, memory_available_mb: 32768 },
      ...{ default_vm_path: 'C:\\VMs', default_disk_path: 'C:\\VMs' },
    },
    volumes: [
      { path: 'C:\\', total_mb: 1024000, free_mb: 512000 },
      { path: 'D:\\', total_mb: 1024000, free_mb: 512000 },
    ],
    switches: [
      { name: 'External_Switch', type: 'External', vlan_id: null },
      { name: 'Default Switch', type: 'Internal', vlan_id: null },
    ],
    templates,
    vms: [sampleVmFacts('dc-01')],
    own_files: [],
  };
}
