import type { SystemDiskParams } from '#core/steps.ts';
import { brokenLink } from '../machine/brokenChain.ts';
import type { Computer } from '../machine/computer.ts';
import { diskAt } from '../machine/storage.ts';
import { pathKey } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';

const MB_PER_GB = 1024;

/** What is not as asked of a system disk; empty when all of it is. */
export function systemDiskDifferences(computer: Computer, params: SystemDiskParams): readonly string[] {
  const disk = diskAt(computer, params.path);
  if (disk === undefined) return [`disk ${params.path}: not there`];
  const broken = brokenLink(computer, params.path);
  if (broken !== null) return [`disk ${params.path}: ${broken.message}`];
  const differences: string[] = [];
  const parent = params.mode === 'differencing' ? params.template_path : null;
  if (pathKey(disk.parent?.path ?? '') !== pathKey(parent ?? '')) {
    differences.push(
      `disk ${params.path}: parent ${disk.parent?.path ?? 'none'} instead of ${parent ?? 'none'}`,
    );
  }
  if (disk.size_mb !== wantedMb(params)) {
    differences.push(
      `disk ${params.path}: ${String(disk.size_mb)} MB instead of ${String(wantedMb(params))} MB`,
    );
  }
  return differences;
}

/** Makes the system disk where none is. */
export async function makeSystemDisk(session: Session, params: SystemDiskParams): Promise<void> {
  const { path, template_path: template } = params;
  const size = wantedMb(params);
  if (params.mode === 'differencing') {
    await session.run('New-VHD', { path, type: 'differencing', parent_path: template, size_mb: size });
    return;
  }
  await session.run('Copy-Item', { path: template, destination: path });
  // A copy keeps the attribute that templates have, and no guest could write to it.
  if (diskAt(session.computer, path)?.read_only === true) {
    await session.run('Set-ItemProperty', { path, read_only: false });
  }
  if (diskAt(session.computer, path)?.size_mb !== size) {
    await session.run('Resize-VHD', { path, size_mb: size });
  }
}

function wantedMb(params: SystemDiskParams): number {
  return params.size_gb * MB_PER_GB;
}
