import type { SimulatedHostFile } from '#schemas/generated/types.ts';

/** The machine of a practice host that nobody described: a small server with a few templates and two VMs on it. */
export const PRACTICE_MACHINE: SimulatedHostFile = {
  logical_processors: 16,
  memory_mb: 65_536,
  host_reserve: { cpu_cores: 0, ram_mb: 2048, storage_gb: 0 },
  volumes: [
    { path: 'C:\\', total_gb: 1000, free_gb: 500 },
    { path: 'D:\\', total_gb: 2000, free_gb: 1800 },
  ],
  switches: [
    { name: 'External_Switch', type: 'External' },
    { name: 'Default Switch', type: 'Internal' },
    { name: 'Lab_Internal', type: 'Internal' },
  ],
  templates: [
    { path: 'C:\\Templates\\ubuntu-24.04.vhdx', size_gb: 40, file_gb: 4, os: 'linux', generation: 2 },
    { path: 'C:\\Templates\\debian-13.vhdx', size_gb: 20, file_gb: 2, os: 'linux', generation: 2 },
    {
      path: 'C:\\Templates\\windows-server-2025.vhdx',
      size_gb: 60,
      file_gb: 14,
      os: 'windows',
      generation: 2,
    },
    { path: 'C:\\Templates\\windows-11.vhdx', size_gb: 64, file_gb: 18, os: 'windows', generation: 2 },
  ],
  vms: [
    {
      vm_name: 'dc-01',
      state: 'Running',
      cpu_cores: 2,
      dynamic_memory: true,
      ram_startup_mb: 2048,
      ram_min_mb: 1024,
      ram_max_mb: 4096,
      disks: [{ path: 'C:\\VMs\\dc-01.vhdx', size_gb: 60, file_gb: 12 }],
    },
    {
      vm_name: 'old-build-server',
      state: 'Off',
      generation: 1,
      cpu_cores: 4,
      ram_startup_mb: 8192,
      automatic_start_action: 'nothing',
      disks: [{ path: 'D:\\VMs\\old-build-server.vhdx', size_gb: 120, file_gb: 90 }],
    },
  ],
};
