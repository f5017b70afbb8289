import type { VmFacts } from '#core/inventory.ts';
import { hasEnded } from '#core/jobState.ts';
import type { ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';

/** The unfinished job that works on a VM, also one that is making it and does not know its id yet. */
export function busyWith({ store }: ServiceContext, view: HostView, vm: VmFacts): string | null {
  const owner = view.ownerOf(vm);
  const entry = owner === null ? null : store.jobs.vm(owner.job_id, owner.n);
  const beingMade = entry !== null && !hasEnded(entry.vm.status);
  return beingMade && owner !== null ? owner.job_id : store.jobs.workingOn(vm.vm_id);
}
