import * as l10n from '@vscode/l10n';
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
    .map((vm) => l10n.t('{0}: {1} vCPU, {2} RAM, {3}', vm.vm_name, vm.cpu_cores, ram(vm), disks(vm)));
  const more = plan.vms.length - lines.length;
  return {
    question: l10n.t('Create {0} on {1}?', vms, host.name),
    detail: [
      ...(host.simulated ? [l10n.t('Practice host: nothing is created.'), ''] : []),
      ...lines,
      ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
      '',
      ...plan.resources.filter(({ requested }) => requested > 0).map(need),
      ...plan.warnings.map(({ message }) => message),
    ].join('\n'),
    button: l10n.t('Create {0}', vms),
  };
}

function need(resource: PlannedResource): string {
  const size = (amount: number): string => (resource.unit === 'cores' ? String(amount) : gb(amount));
  const { requested, available_before: free } = resource;
  return l10n.t('{0}: needs {1} of {2} free', resourceName(resource), size(requested), size(free));
}
