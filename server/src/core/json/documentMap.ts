import type { Node } from 'jsonc-parser';
import type { FindingPart, Locate } from '../finding.ts';
import { parentPointer } from '../pointer.ts';
import type { TextRange } from '../problem.ts';

/** Every value of a document by its JSON pointer; of doubled members the last, which is the one that JSON.parse keeps. */
export type DocumentMap = ReadonlyMap<string, Node>;

/** Finds places in a document. A value that is not there is placed at the nearest value around it. */
export function locator(map: DocumentMap): Locate {
  return (pointer, part = 'value') => {
    let around = pointer;
    while (!map.has(around) && around !== '') around = parentPointer(around);
    const node = map.get(around);
    if (node === undefined) return { offset: 0, length: 0 };
    return partOf(node, around === pointer ? part : 'opening');
  };
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
