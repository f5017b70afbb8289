import type { Blueprint } from '#core/blueprint.ts';
import { MB_PER_GB, volumeOf } from '#core/charges.ts';
import type { StepKind } from '#core/steps.ts';
import { diskPaths } from '#core/vmFolders.ts';
import type { JobError } from '#schemas/generated/types.ts';
import { classifyFailure, jobError } from '../hyperv/failures.ts';
import type { RoomFacts } from '../ports.ts';
import type { JobContext } from './context.ts';

/** What a new dynamic or differencing disk needs at once, in MB; generous. */
const FRESH_DISK_MB = 64;

/**
 * Reads the real free space and memory just before something big is made: what was promised may have been taken by
 * others since. Answers the error, or null when there is room.
 */
export async function lackOfRoom(
  context: JobContext,
  blueprint: Blueprint,
  step: StepKind,
): Promise<JobError | null> {
  if (step !== 'disk' && step !== 'storage' && step !== 'start') return null;
  const room = await context.hyperv.room(context.stopping);
  if ('failure' in room) {
    const { code } = classifyFailure(room.failure, step);
    return context.stopping.aborted
      ? null
      : jobError(code === 'hyperv_error' ? 'hyperv_unavailable' : code, room.failure.message);
  }
  if (step === 'start') {
    const needed = blueprint.vm.ram_startup_mb;
    if (room.memory_available_mb >= needed) return null;
    return jobError('host_memory', `starting needs ${needed} MB, free are ${room.memory_available_mb} MB`);
  }
  const lack = lackOfSpace(
    room,
    spaceNeeded(blueprint, step, () => false),
  );
  if (lack === null) return null;
  // What an earlier run of the host made already takes its room.
  const view = await context.watch.fresh();
  return lackOfSpace(
    room,
    spaceNeeded(blueprint, step, (path) => view?.hasFile(path) === true),
  );
}

function lackOfSpace({ volumes }: RoomFacts, needs: ReadonlyMap<string, number>): JobError | null {
  for (const [volume, needed] of needs) {
    const free = volumes.find((facts) => volumeOf(facts.path) === volume)?.free_mb ?? 0;
    if (free < needed) return jobError('host_disk_full', `${volume} needs ${needed} MB, free are ${free} MB`);
  }
  return null;
}

/** Space that a step takes at once, by volume; what `isThere` takes none. */
function spaceNeeded(
  { vm, folder, template }: Blueprint,
  step: 'disk' | 'storage',
  isThere: (path: string) => boolean,
): Map<string, number> {
  const paths = diskPaths(vm, folder);
  const needs = new Map<string, number>();
  const add = (path: string, mb: number): void => {
    if (isThere(path)) return;
    needs.set(volumeOf(path), (needs.get(volumeOf(path)) ?? 0) + mb);
  };
  if (step === 'disk') add(paths.system, vm.disk.mode === 'copy' ? template.size_mb : FRESH_DISK_MB);
  else {
    for (const [index, disk] of vm.data_disks.entries()) {
      add(paths.data[index] ?? '', disk.type === 'fixed' ? disk.size_gb * MB_PER_GB : FRESH_DISK_MB);
    }
  }
  return needs;
}
