import type { Edit, Node } from 'jsonc-parser';

/** A stretch of a text and what is put in its place. */
export type Change = Edit;

/** Puts a value in the place of another. */
export function replaceNode({ offset, length }: Node, value: unknown): Change {
  return { offset, length, content: JSON.stringify(value) };
}

/** True when the changes do not touch each other, so that their order does not matter. */
export function areApart(changes: readonly Change[]): boolean {
  const sorted = [...changes].sort((a, b) => a.offset - b.offset);
  return sorted.every(({ offset }, index) => {
    const before = sorted[index - 1];
    // Two at the same place would need an order.
    return before === undefined || (before.offset < offset && before.offset + before.length <= offset);
  });
}
