import { chargesAsIs, plannedAsIs } from '#core/adoption.ts';
import type { Vm } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../../refusal.ts';
import { busyWith } from '../busyWith.ts';
import type { Caller, ServiceContext } from '../context.ts';
import { vmBusy } from '../vmActions.ts';
import { differencesFrom } from '../vms.ts';
import { nameInUse } from './adopt.ts';
import { changeRecords } from './changeRecords.ts';
import { isLostDisk } from './lostDisk.ts';

/** Records the name and the sizes that a VM of ours has on the host now, and charges just those from now on. */
export function acceptVm(context: ServiceContext, caller: Caller, vmId: string): Promise<Outcome<Vm>> {
  return changeRecords(context, vmId, (view, vm, emit) => {
    const owner = view.ownerOf(vm);
    if (owner === null)
      return refuse(
        'not_managed',
        `"${vm.vm_name}" was not created by VMSpec, so there is nothing to compare.`,
        {
          vm_name: vm.vm_name,
        },
      );
    const busy = busyWith(context, view, vm);
    if (busy !== null) return vmBusy(vm, busy);
    const differences = differencesFrom(view, owner, vm);
    const { store } = context;
    const lost = store.ledger
      .heldDisks()
      .some(({ managed_vm, path }) => managed_vm === owner.id && isLostDisk(view, vm, path));
    if (differences.length === 0 && !lost) return done(null);
    // The planned name stays: the VM's files are named after it.
    const { cpu_cores, ram_startup_mb, ram_min_mb, ram_max_mb } = plannedAsIs(vm);
    const sizes = { cpu_cores, ram_startup_mb, ram_min_mb, ram_max_mb };
    const blueprint = { ...owner.blueprint, vm: { ...owner.blueprint.vm, ...sizes } };
    if (!store.managed.record(owner.id, vm.vm_name, blueprint)) return nameInUse(vm.vm_name);
    store.ledger.recharge(owner.id, chargesAsIs(vm), 'accepted');
    emit({
      type: 'vm_accepted',
      vm_name: vm.vm_name,
      vm_id: vm.vm_id,
      data: { operator: caller.name, differences },
    });
    return done(null);
  });
}
