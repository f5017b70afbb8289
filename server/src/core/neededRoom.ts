import type { PlannedVm } from '#schemas/generated/types.ts';
import { MB_PER_GB } from './charges.ts';
import type { DataDiskParams, NeededRoom, SystemDiskParams, TemplateIdentity } from './steps.ts';

/** What a new dynamic or differencing disk needs at once, in MB; generous. */
const FRESH_DISK_MB = 64;

/** A full copy may take the whole of its template; what a differencing disk takes comes later. */
export function roomForDisk(
  { path, mode }: SystemDiskParams,
  template: Pick<TemplateIdentity, 'size_mb'>,
): NeededRoom {
  return { memory_mb: 0, files: [{ path, mb: mode === 'copy' ? template.size_mb : FRESH_DISK_MB }] };
}

/** A fixed disk is written in full as it is made. */
export function roomForStorage(dataDisks: readonly DataDiskParams[]): NeededRoom {
  const files = dataDisks.map(({ path, type, size_gb }) => ({
    path,
    mb: type === 'fixed' ? size_gb * MB_PER_GB : FRESH_DISK_MB,
  }));
  return { memory_mb: 0, files };
}

/** A VM starts with its startup memory. */
export function roomForStart({ ram_startup_mb }: Pick<PlannedVm, 'ram_startup_mb'>): NeededRoom {
  return { memory_mb: ram_startup_mb, files: [] };
}
