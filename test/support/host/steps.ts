import type { HostEvent } from '#schemas/generated/types.ts';
import { member } from './client.ts';
import { eventsOf } from './jobs.ts';
import type { TestHost } from './testHost.ts';
import { waitFor } from './waitFor.ts';

/** The steps that events tell of a VM, in order; what is told of its guest after the last one is none. */
export function stepsOf(events: readonly HostEvent[], name: string): string[] {
  return events
    .filter(({ type, vm_name }) => type === 'vm_step' && vm_name === name)
    .map(({ data }) => member(data, 'vm', 'step'))
    .filter((step) => typeof step === 'string');
}

/** Waits until a VM of a job is at that step. */
export async function atStep(host: TestHost, jobId: string, name: string, step: string): Promise<void> {
  await waitFor(`${name} is at ${step}`, () => stepsOf(eventsOf(host, jobId), name).includes(step));
}
