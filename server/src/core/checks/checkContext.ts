import type { SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { MAX_VMS } from '#schemas/limits.ts';
import { expandEntry } from '../copies.ts';
import { isObject, memberOf } from '../isObject.ts';
import type { DocumentReading } from '../readDocument.ts';
import { generationOf } from '../specDefaults.ts';
import type { CheckContext, SpecEntry } from './check.ts';

const REQUEST = '/provisioning_request';
const VMS = `${REQUEST}/vms`;

/** Picks out of a document, valid or not, what the checks can look at. */
export function checkContext({ raw, refused }: DocumentReading<SpecFile>): CheckContext {
  const request = memberOf(raw, 'provisioning_request');
  const list = memberOf(request, 'vms');
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const broken = brokenEntries(refused);
  const declared = memberOf(request, 'num_vms');
  const counts = items.map((item, index) => countOf(item, refused.has(`${VMS}/${index}/copies`)));
  const described = counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    Array.isArray(list) && !refused.has(VMS) ? 0 : null,
  );
  const tooMany = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) > MAX_VMS;
  const entries = items.flatMap((item, index) =>
    passed(item, broken.has(index)) ? [toEntry(item, index, tooMany)] : [],
  );
  const numVmsRefused = refused.has(`${REQUEST}/num_vms`);
  return { entries, described, declared: typeof declared === 'number' && !numVmsRefused ? declared : null };
}

function toEntry(spec: VmSpec, index: number, tooMany: boolean): SpecEntry {
  const pointer = `${VMS}/${index}`;
  return {
    pointer,
    spec,
    generation: generationOf(spec),
    vms: tooMany ? [] : expandEntry(spec, index, pointer),
  };
}

/** Positions of the entries in which a value was refused. */
function brokenEntries(refused: ReadonlySet<string>): ReadonlySet<number> {
  const broken = new Set<number>();
  for (const pointer of refused) {
    if (pointer.startsWith(`${VMS}/`)) broken.add(Number.parseInt(pointer.slice(VMS.length + 1), 10));
  }
  return broken;
}

/** An entry in which nothing was refused is what the schema describes. */
function passed(item: unknown, broken: boolean): item is VmSpec {
  return !broken && isObject(item);
}

/** VMs that an entry stands for, or null when that cannot be told. */
function countOf(item: unknown, refused: boolean): number | null {
  if (!isObject(item) || refused) return null;
  const copies = memberOf(item, 'copies') ?? 1;
  return typeof copies === 'number' ? copies : null;
}
