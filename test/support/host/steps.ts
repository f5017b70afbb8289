import type { HostEvent } from '#schemas/generated/types.ts';
import { member } from './client.ts';
import { eventsOf } from './jobs.ts';
import type { TestHost } from './testHost.ts';
import { waitFor } from './waitFor.ts';

/** The steps that events tell of a VM, in order. */
export function stepsOf(events: readonly HostEvent[], name: string): string[] {
  return events
    .filter(({ type, vm_name }) => type === 'vm_step' && vm_name === name)
    .map(({ data }) => String(member(data, 'vm', 'step')));
}

/** Waits until a VM of a job is at that step. */
export async function atStep(host: TestHost, jobId: string, name: string, step: string): Promise<void> {
  await waitFor(`${name} is at ${step}`, () => stepsOf(eventsOf(host, jobId), name).includes(step));
}

/** Whether an event tells of a VM that a step is held up, and by what. */
export function isHeldUp({ type, data }: HostEvent): boolean {
  return type === 'vm_waiting' && typeof member(data, 'vm', 'waiting_for') === 'string';
}
