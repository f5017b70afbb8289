import type { JobKind, ProvisionAccepted, Vm } from '#schemas/generated/types.ts';
import type { Parts } from '../parts.ts';
import { askForJob } from '../provision/askForJob.ts';

/** Requests that are under way at once. */
const AT_ONCE = 8;

/**
 * Asks for a job for each VM. That the jobs ended, and why some VMs were refused, is told once, for all; what is under way
 * is seen in the views.
 */
export async function runOnVms(
  { jobEnds, output }: Pick<Parts, 'jobEnds' | 'output'>,
  kind: JobKind,
  vms: readonly Vm[],
  ask: (vm: Vm, idempotencyKey: string) => Promise<ProvisionAccepted>,
): Promise<void> {
  const group = (await jobEnds()).begin(kind);
  const refused: string[] = [];
  const queue = vms.values();
  const worker = async (): Promise<void> => {
    for (const vm of queue) {
      try {
        const job = await askForJob((key) => ask(vm, key));
        output.info(`job ${job}: ${kind} ${vm.vm_name}`);
        group.add(job);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        output.warn(`${kind} ${vm.vm_name}: ${message}`);
        refused.push(`${vm.vm_name}: ${message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  group.close(refused);
}
