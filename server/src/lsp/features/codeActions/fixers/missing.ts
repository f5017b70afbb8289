import { addMembers, type Member } from '#shared/edit/members.ts';
import { schemaAt } from '#core/schema/schemaAt.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { likely } from './parts.ts';
import { sensibleValue } from './sensibleValue.ts';

/** Adds the member with a sensible value, or all that the object lacks. */
export const addMissing: Fixer = ({ pointer, parameter }, context) => {
  const object = context.node(pointer);
  const required = schemaAt(pointer)?.['required'];
  if (object?.type !== 'object' || !Array.isArray(required)) return [];
  const there = new Set(object.children?.map(({ children }): unknown => children?.[0]?.value));
  const missing = required.map(String).filter((name) => !there.has(name));
  const add = (names: readonly string[], title: string): Fix => {
    const members = names.map((name): Member => [name, sensibleValue(context, pointer, name)]);
    return { title, changes: [addMembers(context.document.text, object, members)] };
  };
  const one = add([parameter], `Add ${parameter}${valueWords(context, pointer, parameter)}`);
  if (missing.length < 2) return [{ ...one, ...likely }];
  return [{ ...add(missing, `Add the ${missing.length} missing members`), ...likely }, one];
};

function valueWords(context: FixContext, pointer: string, name: string): string {
  const value = sensibleValue(context, pointer, name);
  return typeof value === 'object' ? '' : `: ${JSON.stringify(value)}`;
}
