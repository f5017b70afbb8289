import { userNotes } from '#core/blueprint.ts';
import { chargeOfUnmanaged, growthOf, memoryBounds } from '#core/charges.ts';
import { differencesOf } from '#core/differences.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { AuditDifference, Vm, VmCharge, VmList } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { ManagedVm } from '../store/managedVms.ts';
import type { ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { viewOrRefusal } from './provision.ts';

/** Lists the VMs of the host, ours and not. */
export function listVms(context: ServiceContext): Outcome<VmList> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const { inventory, at } = view.value;
  const vms = inventory.vms.map((vm) => vmOf(context, view.value, vm));
  return done({ vms: vms.sort((left, right) => left.vm_name.localeCompare(right.vm_name)), at });
}

/** Reads one VM. */
export function getVm(context: ServiceContext, vmId: string): Outcome<Vm> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const vm = findVm(view.value, vmId);
  return vm.ok ? done(vmOf(context, view.value, vm.value)) : vm;
}

/** The VM with this id as the host has it. */
export function findVm(view: HostView, vmId: string): Outcome<VmFacts> {
  const vm = view.vm(vmId.toLowerCase());
  return vm === null
    ? refuse('vm_not_found', `There is no VM with the id ${JSON.stringify(vmId.slice(0, 64))} on this host.`)
    : done(vm);
}

/** The VM as clients see it. */
export function vmOf({ simulated }: ServiceContext, view: HostView, vm: VmFacts): Vm {
  const owner = view.ownerOf(vm);
  const memory = memoryBounds(vm);
  return {
    vm_name: vm.vm_name,
    vm_id: vm.vm_id,
    state: vm.state,
    managed: owner !== null,
    simulated,
    job_id: owner?.blueprint.adopted === true ? null : (owner?.job_id ?? null),
    generation: vm.generation,
    cpu_cores: vm.cpu_cores,
    ram_startup_mb: memory.startup,
    ram_min_mb: memory.min,
    ram_max_mb: memory.max,
    memory_assigned_mb: vm.memory_assigned_mb,
    uptime_s: vm.uptime_s,
    ip_addresses: [...vm.ip_addresses],
    hostname: vm.hostname ?? null,
    ...guestOf(owner),
    heartbeat: vm.heartbeat,
    disks: vm.disks.map(({ path, size_mb, file_mb, parent_path }) => ({
      path,
      size_mb,
      file_mb,
      parent_path,
    })),
    switches: vm.adapters.flatMap((adapter) => (adapter.switch === null ? [] : [adapter.switch])),
    tags: [...(owner?.blueprint.vm.tags ?? [])],
    notes: userNotes(vm.notes),
    changed_outside: owner !== null && differencesFrom(view, owner, vm).length > 0,
    charged: chargeOf(view, vm, owner),
  };
}

/** What the inside of a VM of ours was set up as. */
function guestOf(owner: ManagedVm | null): Pick<Vm, 'guest'> {
  const guest = owner?.blueprint.vm.guest;
  if (guest === undefined) return {};
  const { hostname, admin_user, ip_address } = guest;
  return { guest: { hostname, admin_user, ip_address } };
}

/** The name and the sizes that somebody gave a VM of ours since it was recorded. */
export function differencesFrom(
  view: HostView,
  { vm_name, blueprint }: ManagedVm,
  vm: VmFacts,
): AuditDifference[] {
  const { promisedDiskMb } = view;
  return differencesOf({ vm_name, planned: blueprint.vm, promisedDiskMb }, vm);
}

function chargeOf(view: HostView, vm: VmFacts, owner: ManagedVm | null): VmCharge {
  if (owner === null) {
    const storage_mb = vm.disks.reduce((sum, disk) => sum + growthOf(disk), 0);
    return { ...chargeOfUnmanaged(vm, view.inventory.host.memory_mb), storage_mb };
  }
  const planned = owner.blueprint.vm;
  return {
    cpu_cores: Math.max(planned.cpu_cores, vm.cpu_cores),
    ram_mb: Math.max(planned.ram_max_mb, memoryBounds(vm).max),
    storage_mb: vm.disks.reduce((sum, disk) => sum + disk.size_mb, 0),
    basis: 'spec',
  };
}
