import type { SimulatedHostFile } from '#schemas/generated/types.ts';

/** A machine with that many VMs; each has a folder with two disks, and every third one runs. */
export function manyVms(count: number): Partial<SimulatedHostFile> {
  return {
    memory_mb: 4_194_304,
    volumes: [
      { path: 'C:\\', total_gb: 1000, free_gb: 500 },
      { path: 'D:\\', total_gb: 900_000, free_gb: 800_000 },
    ],
    vms: Array.from({ length: count }, (_unused, n) => ({
      vm_name: `vm-${String(n)}`,
      state: n % 3 === 0 ? ('Running' as const) : ('Off' as const),
      cpu_cores: 2,
      ram_startup_mb: 2048,
      disks: ['system', 'data'].map((name) => ({
        path: `D:\\Lab\\vm-${String(n)}\\${name}.vhdx`,
        size_gb: 40,
        file_gb: 4,
      })),
    })),
  };
}

/** A machine with that many templates and no VM. */
export function manyTemplates(count: number): Partial<SimulatedHostFile> {
  const templates = Array.from({ length: count }, (_unused, n) => ({
    ...{ path: `C:\\Templates\\template-${String(n)}.vhdx`, size_gb: 40, file_gb: 4 },
  }));
  return { templates, vms: [] };
}

/** A machine on which that many small VMs have room. */
export function roomForJobs(vms: number): Partial<SimulatedHostFile> {
  return {
    logical_processors: 2 * vms,
    memory_mb: vms * 2048,
    volumes: [{ path: 'C:\\', total_gb: 100 * vms, free_gb: 90 * vms }],
  };
}
