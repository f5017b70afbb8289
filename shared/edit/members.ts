import type { Node } from 'jsonc-parser';
import { replaceNode, type Change } from './change.ts';
import { indentationAt, layOut, layoutOf } from './layout.ts';

/** A member to be added. */
export type Member = readonly [name: string, value: unknown];

/** Adds members behind the last one of an object, laid out like it. */
export function addMembers(text: string, object: Node, members: readonly Member[]): Change {
  const last = object.children?.at(-1);
  return last === undefined ? fill(text, object, members) : append(text, object, last, members);
}

/** Gives members their values, each where it stands or behind the last one. */
export function setMembers(text: string, object: Node, members: readonly Member[]): Change[] {
  const there = (name: string): Node | undefined =>
    object.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
  const missing = members.filter(([name]) => there(name) === undefined);
  const replaced = members.flatMap(([name, value]) => {
    const node = there(name);
    return node === undefined ? [] : [replaceNode(node, value)];
  });
  return missing.length === 0 ? replaced : [...replaced, addMembers(text, object, missing)];
}

/** Takes a member out of its object, or an item out of its list, with the comma that it leaves over. */
export function removeChild(child: Node): Change | null {
  const siblings = child.parent?.children;
  if (siblings === undefined) return null;
  const index = siblings.indexOf(child);
  const next = siblings[index + 1];
  const before = siblings[index - 1];
  const end = child.offset + child.length;
  if (next !== undefined) return { offset: child.offset, length: next.offset - child.offset, content: '' };
  if (before === undefined) return { offset: child.offset, length: child.length, content: '' };
  const start = before.offset + before.length;
  return { offset: start, length: end - start, content: '' };
}

function append(text: string, object: Node, last: Node, members: readonly Member[]): Change {
  const gap = /\s*$/.exec(text.slice(object.offset + 1, last.offset))?.[0] ?? '';
  const end = last.offset + last.length;
  return {
    offset: end,
    length: 0,
    content: members.map((member) => `,${gap}${written(text, last, member)}`).join(''),
  };
}

/** An empty object is broken over lines when the text is. */
function fill(text: string, { offset, length }: Node, members: readonly Member[]): Change {
  const layout = layoutOf(text);
  const outer = indentationAt(text, offset);
  const gap = layout.broken ? layout.eol + outer + layout.unit : '';
  const lines = members.map(([name, value]) => {
    const json = layOut(value, layout, outer + layout.unit);
    return `${gap}${JSON.stringify(name)}:${layout.broken ? ' ' : ''}${json}`;
  });
  const end = layout.broken ? layout.eol + outer : '';
  return { offset: offset + 1, length: length - 2, content: lines.join(',') + end };
}

/** A member with the space around its colon that another one has. */
function written(text: string, like: Node, [name, value]: Member): string {
  const [key, there] = like.children ?? [];
  const colon =
    key === undefined || there === undefined ? ': ' : text.slice(key.offset + key.length, there.offset);
  return JSON.stringify(name) + colon + layOut(value, layoutOf(text), indentationAt(text, like.offset));
}
