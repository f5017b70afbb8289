import { noHost, inOneNetwork, readPrefixed } from '#core/guest/ipAddress.ts';
import { rangeText } from '#core/guest/ipRange.ts';
import { rangeOf } from '#core/json/locator.ts';
import { parentPointer } from '#core/pointer.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { removeIt } from './members.ts';
import { entryOf, likely, memberOf, numberAt, textAt } from './parts.ts';

/** A range in place of the address that copies cannot share; what else they cannot share goes. */
export const perCopyValue: Fixer = (problem, context) => {
  if (memberOf(problem.pointer) !== 'ip_address') return removeIt(problem, context);
  const range = useRange(context, problem.pointer);
  const others = removeIt(problem, context);
  return range === null ? others : [range, ...others.map(({ title, changes }) => ({ title, changes }))];
};

/** As many addresses as there are copies, from the written one on; null where the network has not so many, or a range is there. */
function useRange(context: FixContext, pointer: string): Fix | null {
  const property = context.node(pointer)?.parent;
  const first = readPrefixed(textAt(context, pointer) ?? '');
  const copies = numberAt(context, `${entryOf(pointer)}/copies`);
  const isThere = context.node(`${parentPointer(pointer)}/ip_range`) !== undefined;
  if (property?.type !== 'property' || first === null || copies === null || copies < 2 || isThere)
    return null;
  const last = { ...first, value: first.value + BigInt(copies - 1) };
  if (!inOneNetwork(first, last, first.bits) || noHost(last) !== null) return null;
  const content = `"ip_range": ${JSON.stringify(rangeText({ first, last }))}`;
  return { title: 'Use a range', changes: [{ ...rangeOf(property), content }], ...likely };
}
