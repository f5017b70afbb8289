import type { PlannedVm } from '#schemas/generated/types.ts';
import { diskBehindCheckpoints, plannedAsIs } from './adoption.ts';
import { userNotes } from './blueprint.ts';
import { volumeOf } from './charges.ts';
import type { VmFacts } from './inventory.ts';

/**
 * A VM as it is on the host now, in the words of a spec with every default filled in. What Hyper-V does not tell of a VM of
 * ours, such as its tags and the template behind its checkpoints, is what was recorded.
 * @param recorded What a VM of ours was accepted as; null for one that others made.
 */
export function describeVm(vm: VmFacts, recorded: PlannedVm | null): PlannedVm {
  const asIs = plannedAsIs(vm);
  const system = vm.disks[0];
  const base = system === undefined ? '' : diskBehindCheckpoints(system);
  const hasCheckpoints = system !== undefined && base !== system.path;
  // The parent of a checkpoint's disk is the disk of the VM itself and no template.
  const parent = hasCheckpoints ? null : (system?.parent_path ?? null);
  return {
    ...asIs,
    notes: recorded === null ? vm.notes : userNotes(vm.notes),
    tags: recorded?.tags ?? [],
    volume: volumeOf(base === '' ? vm.path : base),
    disk_template_path: parent ?? recorded?.disk_template_path ?? base,
    disk: { ...asIs.disk, mode: parent === null ? (recorded?.disk.mode ?? 'copy') : 'differencing' },
    data_disks: asIs.data_disks.map((disk, index) => ({
      ...disk,
      type: recorded?.data_disks[index]?.type ?? disk.type,
    })),
    // Inside the guest nobody looks: what it was told is what is known.
    ...(recorded?.guest === undefined ? {} : { guest: recorded.guest, dvd_path: null }),
  };
}
