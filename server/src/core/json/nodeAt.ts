import type { Node } from 'jsonc-parser';
import { pointerSegments } from '../pointer.ts';

/** The value at a JSON pointer; of doubled members the last, as JSON.parse takes it. Undefined where there is none. */
export function nodeAt(tree: Node, pointer: string): Node | undefined {
  return pointerSegments(pointer).reduce<Node | undefined>(childOf, tree);
}

function childOf(node: Node | undefined, segment: string): Node | undefined {
  if (node?.type === 'array') return /^\d+$/.test(segment) ? node.children?.[Number(segment)] : undefined;
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === segment)?.children?.[1];
}
