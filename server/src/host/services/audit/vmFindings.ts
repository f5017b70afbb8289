import type { AuditFinding } from '#schemas/generated/types.ts';
import { MB_PER_GB } from '#core/charges.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { ManagedVm } from '../../store/managedVms.ts';
import { vmsWithoutRecord } from '../hostView.ts';
import { isFinished } from '../reconciler.ts';
import { differencesFrom } from '../vms.ts';
import { finding, type AuditInput } from './finding.ts';
import { isLostDisk } from './lostDisk.ts';

/** VMs of ours that somebody renamed or gave other sizes. */
export function changedOutside({ context: { store }, view }: AuditInput): AuditFinding[] {
  return store.managed.held().flatMap((managed) => {
    const vm = view.find(managed);
    if (vm === null || !isFinished(store, managed)) return [];
    const differences = differencesFrom(view, managed, vm);
    if (differences.length === 0) return [];
    return [
      finding(vm.vm_id, {
        kind: 'changed_outside',
        ...aboutVm(managed, vm.vm_id),
        message: `"${managed.vm_name}" was changed outside VMSpec. The larger of both counts.`,
        hint: `Record what the host has with \`vmspec accept ${quoted(vm.vm_name)}\`, or change it back in Hyper-V Manager.`,
        remedy: 'none',
        differences,
      }),
    ];
  });
}

/** VMs of ours that are no longer on the host. */
export function gone({ context: { store }, view }: AuditInput): AuditFinding[] {
  return store.managed
    .held()
    .filter((managed) => view.find(managed) === null && isFinished(store, managed))
    .map((managed) =>
      finding(managed.vm_id ?? String(managed.id), {
        kind: 'vm_gone',
        ...aboutVm(managed, managed.vm_id),
        message: `"${managed.vm_name}" is no longer on this host, but its CPU, memory and name are still held.`,
        hint: 'They are given back by themselves at the third reading without it, or by a repair.',
        remedy: 'safe',
      }),
    );
}

/** VMs in folders of ours that no record explains. */
export function unexplainedVms({ context: { store, folders }, view }: AuditInput): AuditFinding[] {
  return vmsWithoutRecord(view, folders.vm_folders)
    .filter((vm) => store.jobs.workingOn(vm.vm_id) === null)
    .map((vm) =>
      finding(vm.vm_id, {
        kind: 'vm_unexplained',
        ...{ vm_name: vm.vm_name, vm_id: vm.vm_id, path: vm.path, size_mb: filesOf(vm) },
        message: `"${vm.vm_name}" is in a folder of VMSpec, but no record tells where it came from. It counts as a VM of others.`,
        hint: `Keep it and have it counted as ours with \`vmspec adopt ${quoted(vm.vm_name)}\`, or remove it in Hyper-V Manager.`,
        remedy: 'none',
      }),
    );
}

/** What VMs that failed left on the host because it could not be removed. */
export function leftovers({ context: { store }, view }: AuditInput): AuditFinding[] {
  return store.jobs.leftovers().flatMap(({ job_id, n }) => {
    const row = store.jobs.vm(job_id, n);
    const managed = row?.managed_vm == null ? null : store.managed.get(row.managed_vm);
    if (row === null || managed === null) return [];
    const vm = view.find(managed);
    return [
      finding(`${job_id}/${n}`, {
        kind: 'leftover',
        ...aboutVm(managed, vm?.vm_id ?? managed.vm_id),
        path: managed.blueprint.folder,
        size_mb: vm === null ? null : filesOf(vm),
        message: `"${managed.vm_name}" failed and could not be cleaned up${row.vm.error === null ? '' : ` (${row.vm.error.code})`}. What it holds stays held.`,
        hint: 'It is tried again every minute, and by a repair. Look what keeps its files open, such as a VM that has its disk attached.',
        remedy: 'safe',
      }),
    ];
  });
}

/** Disks of VMs of ours whose file is gone while the VM is there. */
export function missingDisks({ context: { store }, view }: AuditInput): AuditFinding[] {
  const vms = new Map(store.managed.held().map((managed) => [managed.id, managed]));
  return store.ledger.heldDisks().flatMap(({ path, size_mb, managed_vm }) => {
    const managed = vms.get(managed_vm ?? -1);
    const vm = managed === undefined ? null : view.find(managed);
    if (managed === undefined || vm === null || !isFinished(store, managed)) return [];
    if (!isLostDisk(view, vm, path)) return [];
    return [
      finding(path, {
        kind: 'disk_missing',
        ...aboutVm(managed, vm.vm_id),
        ...{ path, size_mb },
        message: `"${managed.vm_name}" has lost its disk ${path}; ${(size_mb / MB_PER_GB).toFixed(0)} GB are still held for it.`,
        hint: `Put the file back, or record what the host has with \`vmspec accept ${quoted(vm.vm_name)}\`.`,
        remedy: 'none',
      }),
    ];
  });
}

function aboutVm(
  { vm_name, job_id, blueprint }: ManagedVm,
  vm_id: string | null,
): Pick<AuditFinding, 'vm_name' | 'vm_id' | 'job_id'> {
  return { vm_name, vm_id, job_id: blueprint.adopted === true ? null : job_id };
}

function filesOf({ disks }: VmFacts): number {
  return disks.reduce((sum, { file_mb }) => sum + file_mb, 0);
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}
