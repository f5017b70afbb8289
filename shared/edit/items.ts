import type { Node } from 'jsonc-parser';
import type { Change } from './change.ts';
import { indentationAt, layOut, layoutOf } from './layout.ts';

/** Puts items into a list before the one at `index`, or behind the last one, laid out like those that are there. */
export function addItems(text: string, list: Node, index: number, items: readonly unknown[]): Change {
  const children = list.children ?? [];
  const next = children[index];
  const before = children[index - 1] ?? next;
  if (before === undefined) return fill(text, list, items);
  const first = children[0] ?? before;
  const gap = /\s*$/.exec(text.slice(list.offset + 1, first.offset))?.[0] ?? '';
  const layout = layoutOf(text);
  const written = items.map((item) => layOut(item, layout, indentationAt(text, before.offset)));
  if (next !== undefined) {
    return {
      offset: next.offset,
      length: 0,
      content: written.map((item) => `${item},${gap || ' '}`).join(''),
    };
  }
  const offset = before.offset + before.length;
  return { offset, length: 0, content: written.map((item) => `,${gap || ' '}${item}`).join('') };
}

/** An empty list is broken over lines when the text is. */
function fill(text: string, { offset, length }: Node, items: readonly unknown[]): Change {
  const layout = layoutOf(text);
  const outer = indentationAt(text, offset);
  const gap = layout.broken ? layout.eol + outer + layout.unit : '';
  const lines = items.map((item) => gap + layOut(item, layout, outer + layout.unit));
  const end = layout.broken ? layout.eol + outer : '';
  return { offset: offset + 1, length: length - 2, content: lines.join(',') + end };
}
