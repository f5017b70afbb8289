import type { Node } from 'jsonc-parser';
import { nodeAt } from './nodeAt.ts';

/**
 * The text of one value of a parsed text, exactly as it was written, so that a spec inside a larger message is read as
 * strictly as one that came alone. Null when there is no such value.
 */
export function valueText(text: string, tree: Node, pointer: string): string | null {
  const node = nodeAt(tree, pointer);
  return node === undefined ? null : text.slice(node.offset, node.offset + node.length);
}

/** Whether an object has a member twice. */
export function hasDoubledKey(tree: Node): boolean {
  const keys = (tree.children ?? []).map((property): unknown => property.children?.[0]?.value);
  return new Set(keys).size < keys.length;
}
