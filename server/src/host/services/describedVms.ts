import { describeVm } from '#core/describeVm.ts';
import { driftOf } from '#core/drift.ts';
import { exportVm } from '#core/exportVm.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { PlanDrift, PlannedVm, VmExport } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';
import { fold, type HostView } from './hostView.ts';
import { viewOrRefusal } from './provision.ts';
import { planFacts } from './readRequest.ts';
import { findVm } from './vms.ts';

/** Writes a VM of the host, ours or not, as an entry of a spec. */
export function exportedVm(context: ServiceContext, vmId: string): Outcome<VmExport> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const vm = findVm(view.value, vmId);
  if (!vm.ok) return vm;
  const { spec, remarks } = exportVm(described(view.value, vm.value), planFacts(context, view.value));
  return done({ spec, remarks: [...remarks], at: view.value.at, simulated: context.simulated });
}

/** Where VMs that are on the host already are not as planned. Of namesakes it is ours that is meant. */
export function driftsOf(view: HostView, planned: readonly PlannedVm[]): PlanDrift[] {
  const known = planned.filter(({ vm_name }) => view.hasName(vm_name));
  if (known.length === 0) return [];
  const byName = Map.groupBy(view.inventory.vms, ({ vm_name }) => fold(vm_name));
  return known.flatMap((vm) => {
    const namesakes = byName.get(fold(vm.vm_name)) ?? [];
    const there = namesakes.find((one) => view.ownerOf(one) !== null) ?? namesakes[0];
    if (there === undefined) return [];
    return driftOf(vm, described(view, there)).map((drift) => ({ vm_name: vm.vm_name, ...drift }));
  });
}

function described(view: HostView, vm: VmFacts): PlannedVm {
  return describeVm(vm, view.ownerOf(vm)?.blueprint.vm ?? null);
}
