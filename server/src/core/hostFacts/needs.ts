import type { HostFactsParams, Shortage } from '#schemas/generated/types.ts';
import { shortagesIn, sumCharges, type ResourceKey } from '../capacity.ts';
import { chargesOfPlan, type Charge } from '../charges.ts';
import type { ExpandedVm } from '../copies.ts';
import { planVms } from '../planVms.ts';
import { vmFolder } from '../vmFolders.ts';
import { planFactsOf, type ToldHost } from './factsOf.ts';

/** What one VM would take, and the member of the document that each charge comes from. */
export interface VmNeeds {
  readonly vm: ExpandedVm;
  readonly charges: readonly PlacedCharge[];
}

export interface PlacedCharge extends Charge {
  /** JSON pointer to the value that decides it. */
  readonly pointer: string;
}

/** What VMs would take of a host, and what of it is not there. */
export interface HostNeeds {
  readonly vms: readonly VmNeeds[];
  readonly requested: ReadonlyMap<ResourceKey, number>;
  readonly short: readonly Shortage[];
}

/** Charges VMs as the host would when it accepts them. */
export function needsOf(vms: readonly ExpandedVm[], facts: HostFactsParams, told: ToldHost): HostNeeds {
  const planned = planVms(vms, planFactsOf(told));
  const needs = vms.flatMap((vm, index): VmNeeds[] => {
    const plan = planned[index];
    if (plan === undefined) return [];
    const charges = chargesOfPlan(plan, vmFolder(told.vmRoot, 'plan', plan));
    return [{ vm, charges: placeCharges(vm, charges) }];
  });
  const requested = sumCharges(needs.flatMap(({ charges }) => charges));
  return { vms: needs, requested, short: shortagesIn(facts.capacity.resources, requested) };
}

/** The charges of a VM with the members behind them; charges come as `chargesOfPlan` makes them. */
function placeCharges({ pointer, spec }: ExpandedVm, charges: readonly Charge[]): PlacedCharge[] {
  const system = spec.disk?.size_gb === undefined ? 'disk_template_path' : 'disk/size_gb';
  const disks = charges.filter(({ path }) => path !== '').map(({ path }) => path);
  return charges.map((charge): PlacedCharge => {
    const disk = disks.indexOf(charge.path);
    return { ...charge, pointer: `${pointer}/${memberOf(charge, disk, system)}` };
  });
}

function memberOf({ resource }: Charge, disk: number, system: string): string {
  if (resource === 'cpu') return 'cpu_cores';
  if (resource === 'ram') return 'ram_max_mb';
  // Memory that stopping saves to the volume.
  if (disk < 0) return 'automatic_stop_action';
  return disk === 0 ? system : `data_disks/${disk - 1}/size_gb`;
}
