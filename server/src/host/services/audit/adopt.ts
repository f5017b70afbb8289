import { adoptedBlueprint, chargesAsIs } from '#core/adoption.ts';
import { chargeOfUnmanaged } from '#core/charges.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { Vm } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../../refusal.ts';
import { busyWith } from '../busyWith.ts';
import type { Caller, ServiceContext } from '../context.ts';
import type { HostView } from '../hostView.ts';
import { vmBusy } from '../vmActions.ts';
import { changeRecords } from './changeRecords.ts';

/** Takes a VM that others made into the records, as it is. It may pass what there is: it is there already. */
export function adoptVm(context: ServiceContext, caller: Caller, vmId: string): Promise<Outcome<Vm>> {
  return changeRecords(context, vmId, (view, vm, emit) => {
    const refusal = whyNot(context, view, vm);
    if (refusal !== null) return refusal;
    const { store, random, folders } = context;
    const id = random.uuid();
    const blueprint = adoptedBlueprint(vm, id, folders.vm_root);
    const row = store.managed.add({ job_id: id, attempt: 1, n: 0, vm_name: vm.vm_name, blueprint });
    if (row === null) return nameInUse(vm.vm_name);
    store.managed.identify(row, vm.vm_id);
    store.ledger.recharge(row, chargesAsIs(vm), 'adopted');
    emit({
      type: 'vm_adopted',
      vm_name: vm.vm_name,
      vm_id: vm.vm_id,
      data: { operator: caller.name },
    });
    return done(null);
  });
}

function whyNot(context: ServiceContext, view: HostView, vm: VmFacts): Outcome<never> | null {
  const named = { vm_name: vm.vm_name };
  if (view.ownerOf(vm) !== null || context.store.managed.byVmId(vm.vm_id) !== null)
    return refuse('already_managed', `"${vm.vm_name}" is in the records already.`, named);
  const busy = busyWith(context, view, vm);
  if (busy !== null) return vmBusy(vm, busy);
  const { memory_mb } = view.inventory.host;
  const { basis } = chargeOfUnmanaged({ ...vm, state: 'Running' }, memory_mb);
  if (basis !== 'unbounded') return null;
  return refuse(
    'memory_unbounded',
    `"${vm.vm_name}" may grow to ${vm.ram_max_mb} MB, more than the host's ${memory_mb} MB.`,
    named,
  );
}

/** The refusal of a name that a VM of ours has. */
export function nameInUse(name: string): Outcome<never> {
  return refuse('name_in_use', `A VM of VMSpec named "${name}" exists on this host or is being created.`, {
    vm_name: name,
  });
}
