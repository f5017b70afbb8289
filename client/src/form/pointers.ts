import { findNodeAtOffset, getNodePath, type Node } from 'jsonc-parser';
import { memberOf } from './readText.ts';

/** The value that a JSON pointer leads to, or the deepest one on the way to it. */
export function nodeAt(tree: Node, pointer: string): Node {
  let node = tree;
  for (const step of stepsOf(pointer)) {
    const next = node.type === 'array' ? node.children?.[Number(step)] : memberOf(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** JSON pointer to the value around a place of a text. */
export function pointerAt(tree: Node, offset: number): string | null {
  const node = findNodeAtOffset(tree, offset, true);
  if (node === undefined) return null;
  return getNodePath(node)
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
