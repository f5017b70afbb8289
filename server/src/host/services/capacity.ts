import { capacityOf, resourceKey } from '#core/capacity.ts';
import { chargeOfUnmanaged, MB_PER_GB } from '#core/charges.ts';
import type { VolumeFacts } from '#core/inventory.ts';
import type { Capacity, CapacityResource, Warning } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import type { ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { viewOrRefusal } from './provision.ts';

/** What the host has, what is taken and what is free. */
export function getCapacity(context: ServiceContext): Outcome<Capacity> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const { store, simulated } = context;
  const resources = capacityIn(store, view.value);
  const kept = store.ledger
    .keptDisks()
    .map(({ path, size_mb, vm_name, job_id }) => ({ path, size_mb, vm_name, job_id }));
  return done({
    resources,
    warnings: [...overWarnings(resources), ...lowWarnings(view.value), ...unboundedWarnings(view.value)],
    kept_disks: kept,
    at: view.value.at,
    simulated,
  });
}

/** Every resource of a reading, with what is promised of it now. */
export function capacityIn({ ledger }: Pick<Store, 'ledger'>, { bases }: HostView): CapacityResource[] {
  const promised = ledger.promised();
  return bases.map((base) => capacityOf(base, promised.get(resourceKey(base))));
}

/** What an operator is told about a resource of which more is promised than there is. */
export function overWarnings(resources: readonly CapacityResource[]): Warning[] {
  return resources
    .filter(({ over_by }) => over_by > 0)
    .map((state) => ({ code: 'over_committed', message: overMessage(state) }));
}

/** The same about one. */
export function overMessage(state: CapacityResource): string {
  return `${overSentence(state)} New work is refused. ${choices(state)}`;
}

function overSentence(state: CapacityResource): string {
  const { resource, volume, over_by, committed_unmanaged } = state;
  const others = `VMs not created by VMSpec take ${amount(resource, committed_unmanaged)}`;
  switch (resource) {
    case 'cpu':
      return `vCPU are promised ${over_by} beyond the host's ${state.total} logical processors (${others}).`;
    case 'ram':
      return `Memory is promised ${amount(resource, over_by)} beyond what the host has (${others}).`;
    case 'storage':
      return `On ${volume ?? ''} ${amount(resource, over_by)} more are promised than the volume has (${others}).`;
  }
}

function choices({ resource }: CapacityResource): string {
  if (resource !== 'cpu') return 'Free some, or stop VMs; nothing is taken away from running ones.';
  return 'Stay strict and stop VMs, or let vCPU share processors as labs often do: `vmspec config set cpu_percent 400`.';
}

function amount(resource: CapacityResource['resource'], value: number): string {
  return resource === 'cpu' ? `${value} vCPU` : `${(value / MB_PER_GB).toFixed(1)} GB`;
}

/** A volume with less than this part of it free is worth a look. */
const LOW_PART = 0.15;

/** Whether a volume runs low. */
export function isLow({ free_mb, total_mb }: VolumeFacts): boolean {
  return free_mb < total_mb * LOW_PART;
}

function lowWarnings({ inventory }: HostView): Warning[] {
  return inventory.volumes.filter(isLow).map(({ path, free_mb, total_mb }) => ({
    code: 'volume_low',
    message: `${path} has ${(free_mb / MB_PER_GB).toFixed(1)} of ${(total_mb / MB_PER_GB).toFixed(1)} GB free, less than 15 %. Free some space on it.`,
  }));
}

function unboundedWarnings(view: HostView): Warning[] {
  const { host, vms } = view.inventory;
  return vms
    .filter((vm) => view.ownerOf(vm) === null && chargeOfUnmanaged(vm, host.memory_mb).basis === 'unbounded')
    .map((vm) => ({
      code: 'unbounded_memory',
      message: `"${vm.vm_name}" may grow to ${(vm.ram_max_mb / MB_PER_GB).toFixed(0)} GB, more than the host has; only what it uses now is counted. Give it a maximum.`,
    }));
}
