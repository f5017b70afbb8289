import type { FormChange, PlanDrift, VmSpec } from '#schemas/generated/types.ts';
import { guestTowards } from './guestTowards.ts';
import { toldValues, type Values } from './toldValues.ts';

type Path = readonly (string | number)[];

/** A value in an entry of a spec, and the same place in all that is known of it. */
interface Place {
  readonly path: Path;
  /** As the spec has it; undefined: it says nothing. */
  readonly written: unknown;
  /** As the host's own entry has it; undefined: what it means without being told. */
  readonly now: unknown;
  /** As the two sides of the difference have it, defaults filled in; undefined: they do not differ. */
  readonly planned: unknown;
  readonly actual: unknown;
}

/**
 * What changes an entry of a spec into what the host has of its VM. What does not differ stays as it is written; a value
 * that is written stays written, also where the host has what would be meant without it.
 * @param now The VM as the host exports it, defaults left out.
 */
export function towardsHost(
  path: Path,
  entry: VmSpec,
  now: VmSpec,
  drifts: readonly PlanDrift[],
): FormChange[] {
  const side = (name: 'planned' | 'actual'): Values =>
    Object.assign({}, ...drifts.map((drift) => toldValues(drift, name))) as Values;
  // Whether a VM runs now is no property of it.
  const { start: _, guest, ...properties } = now;
  const { guest: own, ...written } = entry;
  const { guest: wanted, ...planned } = side('planned');
  const { guest: found, ...actual } = side('actual');
  return [
    ...inParts({ path, written, now: properties, planned, actual }),
    ...guestTowards([...path, 'guest'], own, guest, values(wanted) ?? {}, values(found)),
  ];
}

function inParts(place: Place): FormChange[] {
  const [written, now, planned, actual] = [place.written, place.now, place.planned, place.actual].map(values);
  const differing = Object.keys(actual ?? {}).filter((name) => !same(planned?.[name], actual?.[name]));
  // A default may follow from another member, such as the volume of a disk from that of its VM: then the host's entry has
  // to tell what this one leaves out, though it is the same.
  const told = Object.keys(now ?? {}).filter(
    (name) => written?.[name] === undefined || isObject(now?.[name]),
  );
  return [...new Set([...differing, ...told])].flatMap((name) =>
    inValue({
      path: [...place.path, name],
      written: written?.[name],
      now: now?.[name],
      planned: planned?.[name],
      actual: actual?.[name],
    }),
  );
}

function inValue(place: Place): FormChange[] {
  const { path, written, now, actual } = place;
  if (written === undefined) return now === undefined ? [] : [change('set', path, now)];
  if (actual === null && now === undefined) return [change('remove', path)];
  if (Array.isArray(written)) return path.at(-1) === 'tags' ? inTags(place) : inList(place);
  if (isObject(written)) return inParts(place);
  const value = now ?? actual;
  return value == null ? [change('remove', path)] : [change('set', path, value)];
}

function inList({ path, ...place }: Place): FormChange[] {
  const [written = [], now = []] = [list(place.written), list(place.now)];
  const [planned, actual] = [list(place.planned), list(place.actual)];
  if (now.length === 0) return emptied(path, written);
  const both = written.slice(0, now.length).flatMap((item, at) => {
    const here = { path: [...path, at], written: item, now: now[at] };
    if (isObject(item)) return inParts({ ...here, planned: planned?.[at], actual: actual?.[at] });
    return item === here.now ? [] : [change('set', here.path, here.now)];
  });
  return [...both, ...shorten(path, written.length, now.length), ...lengthen(path, written.length, now)];
}

/** The order of tags means nothing, and a host keeps another one. */
function inTags({ path, ...place }: Place): FormChange[] {
  const [written = [], now = []] = [list(place.written), list(place.now)];
  if (now.length === 0) return emptied(path, written);
  const [here, there] = [new Set(written.map(fold)), new Set(now.map(fold))];
  const kept = written.filter((tag) => there.has(fold(tag)));
  const added = now.filter((tag) => !here.has(fold(tag)));
  const gone = written.flatMap((tag, at) => (there.has(fold(tag)) ? [] : [change('remove', [...path, at])]));
  return [...gone.toReversed(), ...lengthen(path, kept.length, [...kept, ...added])];
}

function emptied(path: Path, written: readonly unknown[]): FormChange[] {
  return written.length === 0 ? [] : [change('set', path, [])];
}

function shorten(path: Path, from: number, to: number): FormChange[] {
  return Array.from({ length: Math.max(from - to, 0) }, (_, n) => change('remove', [...path, from - 1 - n]));
}

function lengthen(path: Path, from: number, items: readonly unknown[]): FormChange[] {
  return items.slice(from).map((item, n) => change('insert', [...path, from + n], item));
}

function change(kind: FormChange['kind'], path: Path, value?: unknown): FormChange {
  return value == null ? { kind, path: [...path] } : { kind, path: [...path], value };
}

/** Paths, volumes and names of switches have no case. */
function same(left: unknown, right: unknown): boolean {
  return fold(left) === fold(right);
}

function fold(value: unknown): string {
  return JSON.stringify(value ?? null).toLowerCase();
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function values(value: unknown): Values | undefined {
  return isObject(value) ? (value as Values) : undefined;
}

function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as unknown[]) : undefined;
}
