import { isDeepStrictEqual } from 'node:util';
import type { FormChange, GuestSettings } from '#schemas/generated/types.ts';
import type { Values } from './toldValues.ts';

/**
 * What changes the settings of a guest in a spec into those that the host has given it. A host name or an address that the
 * spec leaves to others, by a name or a range, stays left to them as long as it is the one that they give.
 * @param written What the spec says; undefined: nothing.
 * @param now What the host exports.
 * @param planned Both sides of the difference, everything filled in. `actual` undefined: they do not differ, or the guest has none.
 */
export function guestTowards(
  path: FormChange['path'],
  written: GuestSettings | undefined,
  now: GuestSettings | undefined,
  planned: Values,
  actual: Values | undefined,
): FormChange[] {
  if (written === undefined) return now === undefined ? [] : [{ kind: 'set', path, value: { ...now } }];
  if (now === undefined) return [{ kind: 'remove', path }];
  if (actual === undefined) return [];
  const names = Object.keys(actual).filter((name) => !isDeepStrictEqual(planned[name], actual[name]));
  return names.flatMap((name): FormChange[] => {
    // A range is no address any more once the host has another one.
    const range: FormChange[] =
      name === 'ip_address' && written.ip_range !== undefined
        ? [{ kind: 'remove', path: [...path, 'ip_range'] }]
        : [];
    const value: unknown = Reflect.get(now, name);
    if (value !== undefined) return [...range, { kind: 'set', path: [...path, name], value }] as FormChange[];
    const isWritten = Object.hasOwn(written, name);
    return isWritten ? [...range, { kind: 'remove', path: [...path, name] }] : range;
  });
}
