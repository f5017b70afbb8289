import type { HostEvent } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { time } from './time.ts';
import { stepWords, waitWords } from '#shared/words/jobWords.ts';

/** The members of an event's data, of its job or of its VM that tell people something in one line. */
const telling = [
  'kind',
  'status',
  'reason',
  'step',
  'state',
  'waiting_for',
  'guest',
  'message',
  'volume',
] as const;

/** Values that say nothing beside the step. */
const silent: ReadonlySet<string> = new Set(['', 'not_asked', 'waiting']);

/** The values of an object and of the job and VM inside it. */
function valuesOf(data: object): ReadonlyMap<string, unknown> {
  const own = Object.entries(data);
  const inner = own.flatMap(([key, value]: readonly [string, unknown]) =>
    (key === 'job' || key === 'vm') && typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [],
  );
  return new Map<string, unknown>([...own, ...inner]);
}

/** A member in words; steps in those that the progress of a job uses. */
function fact(key: (typeof telling)[number], value: string): string {
  if (key === 'step') return stepWords(value);
  if (key === 'guest') return `guest ${value.replaceAll('_', ' ')}`;
  return `${key.replaceAll('_', ' ')} ${key === 'waiting_for' ? waitWords(value) : value}`;
}

function facts(data: object | undefined): string {
  if (data === undefined) return '';
  const values = valuesOf(data);
  return telling
    .flatMap((key) => {
      const value = values.get(key);
      return typeof value === 'string' && !silent.has(value) ? [printable(fact(key, value))] : [];
    })
    .join(', ');
}

/** An event as one line: when, what, which VM and job, and what there is to say. */
export function renderEvent(event: HostEvent, style: Style): string {
  const words = [
    style('dim', time(event.at)),
    style('bold', event.type.replaceAll('_', ' ')),
    ...(event.vm_name === undefined ? [] : [printable(event.vm_name)]),
    ...(event.job_id === undefined ? [] : [style('dim', `job ${event.job_id}`)]),
    facts(event.data),
  ];
  return words.filter((word) => word !== '').join('  ');
}
