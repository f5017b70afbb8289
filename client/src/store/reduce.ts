import type { Host } from '#schemas/generated/types.ts';
import { applyEvent, keptJob } from './applyEvent.ts';
import { draftOf, type Draft } from './draft.ts';
import { listNames, type Changes, type Mirror, type Wanted } from './hostState.ts';
import type { StoreInput } from './inputs.ts';

/** What comes out of a step: the new mirror, what is different in it, and what has to be read now. */
export interface Reduced {
  readonly mirror: Mirror;
  readonly changes: Changes;
  readonly wanted: Wanted;
}

/**
 * Applies what was learned, in the order in which it came. An answer is as new as every event before it, because a host
 * sends both over one socket; an event whose data cannot be read only leads to a reading.
 */
export function reduce(before: Mirror, inputs: readonly StoreInput[]): Reduced {
  const draft = draftOf(before);
  for (const input of inputs) apply(draft, input);
  return { mirror: { ...draft.mirror }, changes: draft.changes, wanted: draft.wanted };
}

function apply(draft: Draft, input: StoreInput): void {
  switch (input.kind) {
    case 'opened':
      opened(draft, input.host);
      return;
    case 'missed':
      draft.want(...listNames);
      return;
    case 'forgotten':
      draft.clear();
      return;
    case 'event':
      applyEvent(draft, input.event);
      return;
    case 'snapshot':
      draft.setVms(input.pages.flatMap(({ vms }) => vms));
      draft.setJobs(input.pages.flatMap(({ jobs }) => jobs.map(keptJob)));
      draft.want('capacity', 'templates', 'networks', 'host');
      return;
    case 'host':
      draft.setPart('host', input.host);
      return;
    case 'vms':
      draft.setVms(input.vms);
      return;
    case 'jobs':
      draft.setJobs(input.jobs.map(keptJob));
      return;
    case 'capacity':
      draft.setPart('capacity', input.capacity);
      return;
    case 'templates':
      draft.setPart('templates', input.templates);
      return;
    case 'networks':
      draft.setPart('networks', input.networks);
      return;
    case 'vm':
      draft.setVm(input.id, input.vm);
      return;
    case 'job':
      draft.setJob(input.id, input.job === null ? null : keptJob(input.job));
      return;
  }
}

/** What no event tells is read with every new connection; what belongs to another host is forgotten. */
function opened(draft: Draft, host: Host): void {
  const { mirror } = draft;
  const same = mirror.host?.name === host.name && mirror.host.simulated === host.simulated;
  if (mirror.host !== null && !same) draft.clear();
  draft.setPart('host', host);
  draft.want('capacity', 'templates', 'networks');
  if (mirror.vms === null) draft.want('vms');
  if (mirror.jobs === null) draft.want('jobs');
}
