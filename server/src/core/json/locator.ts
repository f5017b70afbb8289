import type { Node } from 'jsonc-parser';
import type { FindingPart, Locate } from '../finding.ts';
import { pointerSegments } from '../pointer.ts';
import type { TextRange } from '../problem.ts';

/** Members of an object by name; of doubled ones the last, which is the one that JSON.parse keeps. */
type Members = ReadonlyMap<unknown, Node>;

/** Finds places in a document. A value that is not there is placed at the nearest value around it. */
export function locator(tree: Node): Locate {
  // An object is looked through once, however many of its members are asked for.
  const known = new WeakMap<Node, Members>();
  const membersOf = (object: Node): Members => {
    const before = known.get(object);
    if (before !== undefined) return before;
    const members = new Map<unknown, Node>();
    for (const { children } of object.children ?? []) {
      if (children?.[1] !== undefined) members.set(children[0]?.value, children[1]);
    }
    known.set(object, members);
    return members;
  };
  return (pointer, part = 'value') => {
    let node = tree;
    for (const segment of pointerSegments(pointer)) {
      const child = node.type === 'object' ? membersOf(node).get(segment) : itemOf(node, segment);
      if (child === undefined) return partOf(node, 'opening');
      node = child;
    }
    return partOf(node, part);
  };
}

function itemOf(node: Node, segment: string): Node | undefined {
  return node.type === 'array' && /^\d+$/.test(segment) ? node.children?.[Number(segment)] : undefined;
}

function partOf(node: Node, part: FindingPart): TextRange {
  const key = keyOf(node);
  if (part === 'value') return rangeOf(node);
  if (key !== undefined) return rangeOf(key);
  return part === 'opening' && node.type === 'object' ? { offset: node.offset, length: 1 } : rangeOf(node);
}

/** The key that a value stands behind; undefined in a list and for the whole document. */
function keyOf(node: Node): Node | undefined {
  return node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
}

/** Place of a node. */
export function rangeOf(node: Node): TextRange {
  return { offset: node.offset, length: node.length };
}
