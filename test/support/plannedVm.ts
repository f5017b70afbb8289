import type { PlannedVm } from '#schemas/generated/types.ts';

/** A VM of a plan: 2 vCPU, 1 to 4 GB, a system disk and a data disk. */
export function plannedVm(vm_name: string, more: Partial<PlannedVm> = {}): PlannedVm {
  return {
    vm_name,
    cpu_cores: 2,
    ram_startup_mb: 1024,
    ram_min_mb: 512,
    ram_max_mb: 4096,
    disk_template_path: 'C:\\Templates\\ubuntu-24.04.vhdx',
    network_adapter_name: 'External_Switch',
    generation: 2,
    notes: '',
    tags: [],
    start: true,
    volume: 'C:\\',
    automatic_start_action: 'nothing',
    automatic_stop_action: 'shut_down',
    secure_boot: { enabled: true, template: 'MicrosoftUEFICertificateAuthority' },
    tpm: false,
    nested_virtualization: false,
    checkpoint_type: 'production_only',
    disk: { mode: 'differencing', size_gb: 40 },
    data_disks: [{ size_gb: 10, type: 'dynamic', volume: 'C:\\' }],
    network_adapters: [{ switch: 'External_Switch', vlan_id: null, mac_address: null, mac_spoofing: false }],
    dvd_path: null,
    ...more,
  };
}
