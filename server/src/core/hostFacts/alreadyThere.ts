import type { HostFactsParams } from '#schemas/generated/types.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import { planVms } from '../planVms.ts';
import { differences } from './differences.ts';
import { planFactsOf, type ToldHost } from './factsOf.ts';

/** Whether the host has every one of these VMs already, created by VMSpec and as it is described. */
export function areThere(
  vms: readonly ExpandedVm[],
  { own_vms: own }: HostFactsParams,
  told: ToldHost,
): boolean {
  if (own === undefined || own.length === 0 || vms.length === 0) return false;
  const names = new Set(own.map(({ vm_name }) => vm_name.toLowerCase()));
  if (!vms.every(({ vm_name }) => names.has(vm_name.toLowerCase()))) return false;
  return planVms(vms, planFactsOf(told)).every((planned) => differences(planned, own).length === 0);
}

/** One remark for each entry of the request whose VMs are there. The host refuses to create them again. */
export function thereFindings(vms: readonly ExpandedVm[]): Finding[] {
  return [...Map.groupBy(vms, ({ pointer }) => pointer)].map(([pointer, [first, ...others]]) => ({
    code: 'name_in_use',
    severity: 'information',
    pointer: `${pointer}/vm_name`,
    message:
      others.length === 0
        ? `"${first?.vm_name ?? ''}" is on the host already, as it is described here.`
        : `All ${others.length + 1} VMs are on the host already, as they are described here.`,
  }));
}
