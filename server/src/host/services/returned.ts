import { chargesOfReturned } from '#core/adoption.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import type { Emit, Store } from '../store/store.ts';

/** A VM on the host that is one of ours, though it was given up. */
export interface ReturnedVm {
  readonly managed: ManagedVm;
  readonly vm: VmFacts;
}

/**
 * The VM of ours that this VM was: it came back from a backup, or its creation took effect after all. By its id, and by
 * its folder where its id was never known.
 */
export function returnedAs(store: Store, vm: VmFacts): ReturnedVm | null {
  const managed = store.managed.releasedAs(vm.vm_id) ?? store.managed.neverIdentifiedIn(vm.path);
  return managed === null ? null : { managed, vm };
}

/**
 * Holds it again. One that had failed is cleaned up after all, as it would have been had it shown itself in time. False:
 * its name belongs to another one by now, so that it stays a VM of others. Inside a transaction.
 */
export function holdReturned(store: Store, emit: Emit, { managed, vm }: ReturnedVm): boolean {
  if (!store.managed.hold(managed.id)) return false;
  store.managed.identify(managed.id, vm.vm_id);
  store.ledger.recharge(managed.id, chargesOfReturned(managed.blueprint.vm, vm), 'returned');
  const { job_id, n } = managed;
  const row = store.jobs.vm(job_id, n);
  const failed = row?.vm.status === 'Failed' && row.managed_vm === managed.id;
  if (failed) store.jobs.saveVm(job_id, n, { ...row.vm, vm_id: vm.vm_id, rollback: 'incomplete' });
  const ofJob = managed.blueprint.adopted === true ? {} : { job_id };
  emit({ type: 'vm_found', ...ofJob, vm_name: vm.vm_name, vm_id: vm.vm_id, data: { failed } });
  return true;
}
