import { nearest } from '#core/nearest.ts';
import { parentPointer } from '#core/pointer.ts';
import { schemaAt } from '#core/schema/schemaAt.ts';
import { rangeOf } from '#core/json/locator.ts';
import { removeChild } from '#shared/edit/members.ts';
import type { Fix, Fixer, FixContext } from '../fix.ts';
import { likely, memberOf, removed } from './parts.ts';

/** Renames a member to the known one that was meant, or removes it. */
export const unknownMember: Fixer = ({ pointer }, context) => {
  const name = memberOf(pointer);
  const renamed = rename(context, pointer, nameMeant(context, pointer));
  return [
    ...renamed,
    ...removed(context, pointer, `Remove ${JSON.stringify(name)}`, renamed.length === 0 ? likely : {}),
  ];
};

/** The nearest known member that is not there yet. */
function nameMeant({ node }: FixContext, pointer: string): string | null {
  const parent = parentPointer(pointer);
  const properties = schemaAt(parent)?.['properties'];
  const known = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const free = known.filter((name) => node(`${parent}/${name}`) === undefined);
  return nearest(memberOf(pointer), free);
}

function rename({ node }: FixContext, pointer: string, name: string | null): Fix[] {
  const key = node(pointer)?.parent?.children?.[0];
  if (name === null || key === undefined) return [];
  const change = { ...rangeOf(key), content: JSON.stringify(name) };
  return [{ title: `Rename to ${JSON.stringify(name)}`, changes: [change], ...likely }];
}

/** Removes either of two members with the same name. */
export const duplicateKey: Fixer = ({ pointer, range }, { node }) => {
  const properties = node(parentPointer(pointer))?.children ?? [];
  const second = properties.find(({ offset }) => offset === range.offset);
  const name = memberOf(pointer);
  const first = properties.find(({ children }) => children?.[0]?.value === name);
  return [
    { title: `Remove this second ${JSON.stringify(name)}`, child: second },
    { title: `Remove the first ${JSON.stringify(name)}`, child: first },
  ].flatMap(({ title, child }) => {
    const change = child === undefined ? null : removeChild(child);
    return change === null ? [] : [{ title, changes: [change] }];
  });
};

/** Removes what may stay away. */
export const removeIt: Fixer = ({ pointer }, context) =>
  removed(context, pointer, `Remove ${memberOf(pointer)}`, likely);

/** Removes the later of two equal items. */
export const removeEqualItem: Fixer = ({ pointer }, context) => {
  const items = context.node(pointer)?.children ?? [];
  const texts = items.map(({ offset, length }) => context.document.text.slice(offset, offset + length));
  const index = texts.findIndex((text, position) => texts.indexOf(text) < position);
  return index < 0
    ? []
    : removed(context, `${pointer}/${index}`, `Remove the second ${texts[index] ?? ''}`, likely);
};
