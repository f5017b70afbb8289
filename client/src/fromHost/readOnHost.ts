import type { PlanDrift, PlannedVm, Vm } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { exportVms } from './exportVms.ts';
import type { OnHost } from './hostSide.ts';

/**
 * What a host has of the VMs of a plan, in their order. Rejects with HostFailure.
 * @param drift Where the plan says that they differ.
 */
export async function readOnHost(
  connection: Pick<HostConnection, 'call'>,
  planned: readonly Pick<PlannedVm, 'vm_name' | 'guest'>[],
  drift: readonly PlanDrift[],
): Promise<readonly OnHost[]> {
  const there = namedVms((await connection.call('vms/list', {})).vms);
  const drifts = Map.groupBy(drift, ({ vm_name }) => fold(vm_name));
  // An entry is asked for where something differs in it, and for nothing else.
  const differing = [...drifts.keys()].flatMap((name) => there.get(name) ?? []);
  const ids = differing.map(({ vm_id }) => vm_id);
  const exported = await exportVms(connection, ids);
  const entries = new Map(ids.map((id, at) => [id, exported[at] ?? null]));
  return planned.map(({ vm_name, guest }) => {
    const vm = there.get(fold(vm_name));
    const entry = vm === undefined ? undefined : entries.get(vm.vm_id);
    const isThere = vm !== undefined && entry !== null;
    const differs = entry == null ? null : { now: entry.spec, drifts: drifts.get(fold(vm_name)) ?? [] };
    return { vm_name, isThere, ...(guest === undefined ? {} : { hostname: guest.hostname }), differs };
  });
}

/** The VMs by name. Of namesakes it is ours that the host compares. */
function namedVms(vms: readonly Vm[]): ReadonlyMap<string, Vm> {
  const ours = (one: Vm): number => (one.managed ? 0 : 1);
  const named = new Map<string, Vm>();
  for (const vm of vms.toSorted((left, right) => ours(left) - ours(right)))
    if (!named.has(fold(vm.vm_name))) named.set(fold(vm.vm_name), vm);
  return named;
}

function fold(name: string): string {
  return name.toLowerCase();
}
