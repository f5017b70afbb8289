import type { SimulatedHostFile, SpecFile } from '#schemas/generated/types.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** The largest machine that can be described: many hundred small VMs fit on it. */
export const bigMachine: SimulatedHostFile = {
  logical_processors: 2048,
  memory_mb: 16 * 1024 * 1024,
  host_reserve: { cpu_cores: 0, ram_mb: 0, storage_gb: 0 },
  volumes: [{ path: 'C:\\', total_gb: 200_000, free_gb: 190_000 }],
  switches: [{ name: 'External_Switch', type: 'External' }],
  templates: [{ path: 'C:\\Templates\\tiny.vhdx', size_gb: 1, file_gb: 1, os: 'linux', generation: 2 }],
};

/** A request for one small VM. */
export function oneVm(name: string): SpecFile {
  return spec(vm(name));
}

/** A request for small VMs that are all written out. */
export function manyVms(count: number, prefix: string): SpecFile {
  return spec(...Array.from({ length: count }, (_item, index) => vm(`${prefix}-${index + 1}`)));
}
