import type { SimulatedHostFile } from '#schemas/generated/types.ts';

/** 64 logical processors, 64 GB, 500 GB on C: and 1 TB on D:, and nothing on it. */
export const smallMachine: SimulatedHostFile = {
  logical_processors: 64,
  memory_mb: 65_536,
  host_reserve: { cpu_cores: 0, ram_mb: 0, storage_gb: 0 },
  volumes: [
    { path: 'C:\\', total_gb: 1000, free_gb: 500 },
    { path: 'D:\\', total_gb: 1000, free_gb: 1000 },
  ],
  switches: [
    { name: 'External_Switch', type: 'External' },
    { name: 'Lab_Internal', type: 'Internal' },
  ],
  templates: [
    { path: 'C:\\Templates\\tiny.vhdx', size_gb: 1, file_gb: 1, os: 'linux', generation: 2 },
    { path: 'C:\\Templates\\ubuntu-24.04.vhdx', size_gb: 40, file_gb: 4, os: 'linux', generation: 2 },
    {
      path: 'C:\\Templates\\windows-server-2025.vhdx',
      size_gb: 60,
      file_gb: 12,
      os: 'windows',
      generation: 2,
    },
  ],
  vms: [],
};
