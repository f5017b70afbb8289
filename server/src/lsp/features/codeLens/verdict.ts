import type { Shortage } from '#schemas/generated/types.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { hostName, hostWords } from '../../hostFacts/sayHost.ts';
import type { EntryJudgement, Judgement } from './judge.ts';

const MB_PER_GB = 1024;

/** What the host says to the whole: what is needed of what is free, or by how much it is too much. */
export function verdict({ there, needs, short, refusals, entries }: Judgement, host: KnownHost): string {
  const name = host.stale ? hostWords(host) : hostName(host);
  if (there) {
    const vms = entries.reduce((sum, { count }) => sum + count, 0);
    return vms === 1 ? `On ${name} already` : `All ${vms} VMs are on ${name} already`;
  }
  if (short.length > 0) return `Does not fit ${name}: ${short.map(lack).join(' · ')}`;
  if (refusals.length > 0) return `${name} would refuse it: ${counted(refusals.length, 'problem')}`;
  const [first = '', ...others] = needs.map(({ resource, requested }) => need(resource, requested));
  return `Fits ${name}: needs ${[first, ...others].join(' · ')}`;
}

/** What the host says to one entry. */
export function entryVerdict({ count, fitting, refused }: EntryJudgement, host: KnownHost): string {
  if (refused) return `${hostName(host)} would refuse it`;
  if (fitting === count) return 'Fits';
  return fitting === 0 ? 'Does not fit' : `${fitting} of ${count} fit`;
}

/** `3 VMs`, `1 VM`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function need(resource: Judgement['needs'][number]['resource'], requested: number): string {
  const { available } = resource;
  if (resource.unit === 'cores') return `${requested} of ${available} free vCPU`;
  return `${upTo(requested)} of ${downTo(available)} GB${placeOf(resource)}`;
}

function lack(shortage: Shortage): string {
  const { unit, over_by } = shortage;
  const amount = unit === 'cores' ? `${over_by} vCPU` : `${upTo(over_by)} GB${placeOf(shortage)}`;
  return `${amount} too ${unit === 'cores' ? 'many' : 'much'}`;
}

function placeOf({ resource, volume = '' }: Pick<Shortage, 'resource' | 'volume'>): string {
  return resource === 'ram' ? ' RAM' : ` on ${volume.replace(/\\$/, '')}`;
}

/** GB, never less than it is: what is needed must not look as if it fitted. */
function upTo(mb: number): string {
  return String(mb < 10 * MB_PER_GB ? Math.ceil((mb * 10) / MB_PER_GB) / 10 : Math.ceil(mb / MB_PER_GB));
}

/** GB, never more than it is. */
function downTo(mb: number): string {
  return String(mb < 10 * MB_PER_GB ? Math.floor((mb * 10) / MB_PER_GB) / 10 : Math.floor(mb / MB_PER_GB));
}
