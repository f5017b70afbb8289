import type { Node } from 'jsonc-parser';
import { pointerSegments } from '../pointer.ts';

/**
 * The text of one value of a parsed text, exactly as it was written, so that a spec inside a larger message is read as
 * strictly as one that came alone. Null when there is no such value.
 */
export function valueText(text: string, tree: Node, pointer: string): string | null {
  let node: Node | undefined = tree;
  for (const segment of pointerSegments(pointer)) node = childOf(node, segment);
  return node === undefined ? null : text.slice(node.offset, node.offset + node.length);
}

/** A member (of doubled ones the last, as JSON.parse takes it) or an item. */
function childOf(node: Node | undefined, segment: string): Node | undefined {
  if (node?.type === 'array') return /^\d+$/.test(segment) ? node.children?.[Number(segment)] : undefined;
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === segment)?.children?.[1];
}

/** Whether an object has a member twice. */
export function hasDoubledKey(tree: Node): boolean {
  const keys = (tree.children ?? []).map((property): unknown => property.children?.[0]?.value);
  return new Set(keys).size < keys.length;
}
