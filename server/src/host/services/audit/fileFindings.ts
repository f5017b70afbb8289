import type { AuditFinding } from '#schemas/generated/types.ts';
import { MB_PER_GB } from '#core/charges.ts';
import { hasEnded } from '#core/jobState.ts';
import type { ManagedVm } from '../../store/managedVms.ts';
import type { Store } from '../../store/store.ts';
import { fold } from '../hostView.ts';
import { finding, type AuditInput } from './finding.ts';

/** Disks that stayed when their VM was deleted. */
export function keptDisks({ context: { store }, view }: AuditInput): AuditFinding[] {
  return store.ledger.keptDisks().map(({ path, size_mb, vm_name, job_id, managed_vm }) => {
    const isThere = view.hasFile(path);
    const ours = store.managed.get(managed_vm)?.blueprint.adopted !== true;
    const held = `${(size_mb / MB_PER_GB).toFixed(0)} GB are held for it`;
    if (!isThere)
      return finding(path, {
        ...{ kind: 'disk_kept_gone', vm_name, job_id, path, size_mb, remedy: 'safe' },
        message: `${path} of "${vm_name}", which was deleted, is gone; ${held} still.`,
        hint: 'They are given back by themselves at the third reading without it, or by a repair.',
      });
    return finding(path, {
      ...{ kind: 'disk_kept', vm_name, job_id, path, size_mb, remedy: ours ? 'on_request' : 'none' },
      message: `${path} was kept when "${vm_name}" was deleted; ${held}.`,
      hint: ours
        ? 'Remove it with `vmspec audit --repair --remove`, or keep it and nothing changes.'
        : 'Remove the file when it is not needed any more.',
    });
  });
}

/** Disk files in folders of ours that no VM uses and nothing is held for. */
export function unexplainedFiles({ context: { store }, view }: AuditInput): AuditFinding[] {
  const { vms, own_files, templates } = view.inventory;
  const used = new Set(
    [...vms.flatMap(({ disks }) => disks), ...own_files, ...templates].flatMap(({ parent_path }) =>
      parent_path === null ? [] : [fold(parent_path)],
    ),
  );
  for (const disk of vms.flatMap(({ disks }) => disks)) used.add(fold(disk.path));
  return own_files
    .filter(({ path }) => !used.has(fold(path)) && view.promisedDiskMb(path) === null)
    .filter(({ path }) => !isBeingMade(store, path))
    .map(({ path, file_mb }) => {
      const owner = ownerOfFile(store, path);
      return finding(path, {
        kind: 'file_unexplained',
        ...{ path, size_mb: file_mb, vm_name: owner?.vm_name ?? null, job_id: owner?.job_id ?? null },
        message:
          owner === null
            ? `No VM uses ${path}, and no record tells where it came from.`
            : `No VM uses ${path}. It lies in the folder of "${owner.vm_name}", which is gone.`,
        hint:
          owner === null
            ? 'Look what it is; remove it yourself when it is not needed.'
            : 'Remove it with `vmspec audit --repair --remove`.',
        remedy: owner === null ? 'none' : 'on_request',
      });
    });
}

/** The VM of ours, released by now, in whose folder a file lies; null where there is none. */
export function ownerOfFile(store: Store, path: string): ManagedVm | null {
  const owners = madeIn(store, path).filter(({ blueprint }) => blueprint.adopted !== true);
  return owners.some(({ held }) => held) ? null : (owners[0] ?? null);
}

/** The VMs of ours that were made in the folder in which a file lies. */
function madeIn({ managed }: Store, path: string): ReturnType<Store['managed']['inFolder']> {
  const [job, vm] = path.split('\\').slice(-3, -1);
  return job === undefined || vm === undefined || job === '' || vm === '' ? [] : managed.inFolder(job, vm);
}

/** A job may have made the file a moment ago; what it makes is held under another name until it is done. */
function isBeingMade(store: Store, path: string): boolean {
  return madeIn(store, path).some(({ job_id, n }) => {
    const row = store.jobs.vm(job_id, n);
    return row !== null && !hasEnded(row.vm.status);
  });
}
