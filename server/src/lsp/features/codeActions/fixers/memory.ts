import type { Fixer, FixContext } from '../fix.ts';
import { certain, entryOf, given, likely, memberOf, numberAt, replaced } from './parts.ts';

const members = ['ram_min_mb', 'ram_startup_mb', 'ram_max_mb'] as const;

/** Minimum, startup and maximum of an entry; null when one is no number. */
function boundsOf(context: FixContext, entry: string): readonly [number, number, number] | null {
  const [min, startup, max] = members.map((member) => numberAt(context, `${entry}/${member}`));
  return min == null || startup == null || max == null ? null : [min, startup, max];
}

/** Those members that get another value than they have. */
function changed(now: readonly number[], wanted: readonly number[]): Record<string, number | undefined> {
  const names = members.filter((_, index) => now[index] !== wanted[index]);
  return Object.fromEntries(names.map((name) => [name, wanted[members.indexOf(name)]]));
}

/** Sorts minimum, startup and maximum; or moves only the value that is off. */
export const orderMemory: Fixer = ({ pointer }, context) => {
  const entry = entryOf(pointer);
  const bounds = boundsOf(context, entry);
  if (bounds === null) return [];
  const [min, startup, max] = bounds;
  const sorted = changed(
    bounds,
    bounds.toSorted((a, b) => a - b),
  );
  const member = memberOf(pointer);
  const alone = member === 'ram_startup_mb' ? Math.min(Math.max(startup, min), max) : startup;
  return [
    ...given(context, entry, sorted, 'Put minimum, startup and maximum memory in order', certain),
    ...replaced(context, pointer, alone, `Write ${alone} for ${member}`),
  ];
};

/** Dynamic memory becomes static, at what the VM starts with. */
export const staticMemory: Fixer = ({ pointer }, context) => {
  const entry = entryOf(pointer);
  const bounds = boundsOf(context, entry);
  if (bounds === null) return [];
  const [, startup] = bounds;
  const equal = changed(bounds, [startup, startup, startup]);
  return given(context, entry, equal, `Make the memory static: ${startup} MB`, likely);
};

/** What a guest with Hyper-V inside works well with. */
const NESTED_MB = 4096;

/** Enough static memory for Hyper-V inside. */
export const nestedMemory: Fixer = ({ pointer }, context) => {
  const enough = { ram_startup_mb: NESTED_MB, ram_min_mb: NESTED_MB, ram_max_mb: NESTED_MB };
  return given(context, entryOf(pointer), enough, `Give the VM ${NESTED_MB} MB`, likely);
};
