import type { Host, Plan } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount, count } from '#shared/words/size.ts';
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
      ...plan.resources.map(
        (resource) =>
          `${resourceName(resource)}: needs ${amount(resource.requested, resource.unit)} of ${amount(resource.available_before, resource.unit)} free`,
      ),
      ...plan.warnings.map(({ message }) => message),
    ].join('\n'),
    button: `Create ${vms}`,
  };
}
