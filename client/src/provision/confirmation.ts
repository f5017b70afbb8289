import type { Host, Plan, PlannedResource } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { count, gb } from '#shared/words/size.ts';
import { disks, ram } from '../plan/renderPlan.ts';

/** VMs that are named one by one. */
const NAMED = 10;

/** The question before VMs are created. */
export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  readonly button: string;
}

/** Says which VMs would be created where, and what they take. */
export function confirmation(plan: Plan, host: Pick<Host, 'name' | 'simulated'>): Confirmation {
  const vms = count(plan.vms.length, 'VM');
  const lines = plan.vms
    .slice(0, NAMED)
    .map((vm) => `${vm.vm_name}: ${String(vm.cpu_cores)} vCPU, ${ram(vm)} RAM, ${disks(vm)}`);
  const more = plan.vms.length - lines.length;
  return {
    question: `Create ${vms} on ${host.name}?`,
    detail: [
      ...(host.simulated ? ['Practice host: nothing is created.', ''] : []),
      ...lines,
      ...(more > 0 ? [`and ${String(more)} more`] : []),
      '',
      ...plan.resources.filter(({ requested }) => requested > 0).map(need),
      ...plan.warnings.map(({ message }) => message),
    ].join('\n'),
    button: `Create ${vms}`,
  };
}

function need(resource: PlannedResource): string {
  const size = (amount: number): string => (resource.unit === 'cores' ? String(amount) : gb(amount));
  return `${resourceName(resource)}: needs ${size(resource.requested)} of ${size(resource.available_before)} free`;
}
