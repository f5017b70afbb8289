import type { Node } from 'jsonc-parser';
import { MAX_PROBLEMS } from '#schemas/limits.ts';
import { parameterOf, joinPointer } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import type { DocumentMap } from './documentMap.ts';
import { rangeOf } from './documentMap.ts';
import { refuseNumber } from './refuseNumber.ts';
import { refuseText } from './refuseText.ts';

/** What a strict look at a parsed document brings. */
export interface StrictReading {
  readonly map: DocumentMap;
  /** Pointers of all refused values, also of those beyond the problems that are told. */
  readonly refused: ReadonlySet<string>;
  /** In document order; one more than `MAX_PROBLEMS` at most. */
  readonly problems: readonly Problem[];
}

interface Walk {
  readonly text: string;
  readonly longestList: number;
  readonly map: Map<string, Node>;
  readonly refused: Set<string>;
  readonly problems: Problem[];
}

/**
 * Refuses what JSON.parse would silently change (doubled members, numbers that are no integers, half characters), and
 * lists too long to be looked through.
 */
export function readStrict(text: string, tree: Node, longestList: number): StrictReading {
  const walk: Walk = { text, longestList, map: new Map(), refused: new Set(), problems: [] };
  visit(walk, tree, '');
  return walk;
}

function visit(walk: Walk, node: Node, pointer: string): void {
  walk.map.set(pointer, node);
  if (node.type === 'object') visitMembers(walk, node, pointer);
  else if (node.type === 'array') visitItems(walk, node, pointer);
  else if (node.type === 'number') {
    const written = walk.text.slice(node.offset, node.offset + node.length);
    note(walk, pointer, node, refuseNumber(pointer, written));
  } else if (node.type === 'string' && typeof node.value === 'string') {
    note(walk, pointer, node, refuseText(node.value));
  }
}

function visitItems(walk: Walk, list: Node, pointer: string): void {
  const items = list.children ?? [];
  if (items.length > walk.longestList) {
    const message = `${parameterOf(pointer)} has ${items.length} entries, and no list may have more than ${walk.longestList}.`;
    note(walk, pointer, list, { code: 'wrong_length', message });
  }
  items.slice(0, walk.longestList).forEach((item, index) => {
    visit(walk, item, `${pointer}/${index}`);
  });
}

function visitMembers(walk: Walk, object: Node, pointer: string): void {
  const keys = new Map<string, Node>();
  for (const property of object.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined || typeof key.value !== 'string') continue;
    const name = key.value;
    const member = joinPointer(pointer, name);
    const first = keys.get(name);
    keys.set(name, first ?? key);
    note(walk, member, key, refuseText(name));
    if (first !== undefined) {
      note(walk, member, key, {
        code: 'duplicate_key',
        message: `${JSON.stringify(name)} is written twice in the same object: remove one of them.`,
        related: [{ message: 'It is written here first.', range: rangeOf(first) }],
      });
    }
    visit(walk, value, member);
  }
}

/** Keeps the first problem of a value; the list is bounded, the set of refused values is not. */
function note(
  walk: Walk,
  pointer: string,
  node: Node,
  refusal: Pick<Problem, 'code' | 'message' | 'related'> | null,
): void {
  if (refusal === null || walk.refused.has(pointer)) return;
  walk.refused.add(pointer);
  if (walk.problems.length > MAX_PROBLEMS) return;
  const parameter = parameterOf(pointer);
  walk.problems.push({ ...refusal, severity: 'error', parameter, pointer, range: rangeOf(node) });
}
