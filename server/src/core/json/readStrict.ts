import type { Node } from 'jsonc-parser';
import { MAX_PROBLEMS } from '#schemas/limits.ts';
import { isObject } from '../isObject.ts';
import { joinPointer, parameterOf } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { rangeOf } from './locator.ts';
import type { ParsedJson } from './parseJson.ts';
import { isKeptExactly, refuseNumber } from './refuseNumber.ts';
import { refuseText } from './refuseText.ts';

/** What a strict look at a parsed document brings. */
export interface StrictReading {
  /** Pointers of all refused values, also of those beyond the problems that are told. */
  readonly refused: ReadonlySet<string>;
  /** In document order; one more than `MAX_PROBLEMS` at most. */
  readonly problems: readonly Problem[];
}

interface Walk {
  readonly text: string;
  readonly longestList: number;
  readonly refused: Set<string>;
  readonly problems: Problem[];
}

type Refusal = Pick<Problem, 'code' | 'message' | 'related'>;

/**
 * Refuses what JSON.parse would silently change (doubled members, numbers that are no integers, half characters), and
 * lists too long to be looked through. Pointers are made for what is refused only: this runs at each keystroke.
 */
export function readStrict(text: string, { tree, value }: ParsedJson, longestList: number): StrictReading {
  const walk: Walk = { text, longestList, refused: new Set(), problems: [] };
  visit(walk, tree, value);
  return walk;
}

/** `value` is what JSON.parse made of the node; undefined when that is not known. */
function visit(walk: Walk, node: Node, value: unknown): void {
  if (node.type === 'object') visitMembers(walk, node, value);
  else if (node.type === 'array') visitItems(walk, node, value);
  else if (node.type === 'number') {
    const written = walk.text.slice(node.offset, node.offset + node.length);
    if (!isKeptExactly(written)) note(walk, node, node, refuseNumber(pointerTo(node), written));
  } else if (node.type === 'string' && typeof node.value === 'string') {
    note(walk, node, node, refuseText(node.value));
  }
}

function visitItems(walk: Walk, list: Node, value: unknown): void {
  const items = list.children ?? [];
  if (items.length > walk.longestList) {
    const message = `${parameterOf(pointerTo(list))} has ${items.length} entries, and no list may have more than ${walk.longestList}.`;
    note(walk, list, list, { code: 'wrong_length', message });
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  for (let index = 0; index < Math.min(items.length, walk.longestList); index += 1) {
    const item = items[index];
    if (item !== undefined) visit(walk, item, values[index]);
  }
}

function visitMembers(walk: Walk, object: Node, value: unknown): void {
  const properties = object.children ?? [];
  // A parsed object that has as many members as were written has none that was written twice.
  const values = isObject(value) && Object.keys(value).length === properties.length ? value : null;
  const keys = values === null ? new Map<string, Node>() : null;
  for (const { children: [key, child] = [] } of properties) {
    if (key === undefined || child === undefined || typeof key.value !== 'string') continue;
    note(walk, child, key, refuseText(key.value));
    if (keys !== null) noteDoubled(walk, keys, key, child);
    visit(walk, child, values?.[key.value]);
  }
}

/** Refuses a member whose name is among those before it. */
function noteDoubled(walk: Walk, before: Map<string, Node>, key: Node, child: Node): void {
  const name = String(key.value);
  const first = before.get(name);
  if (first === undefined) {
    before.set(name, key);
    return;
  }
  note(walk, child, key, {
    code: 'duplicate_key',
    message: `${JSON.stringify(name)} is written twice in the same object: remove one of them.`,
    related: [{ message: 'It is written here first.', range: rangeOf(first) }],
  });
}

/** Keeps the first problem of a value, shown at `place`; the list is bounded, the set of refused values is not. */
function note(walk: Walk, value: Node, place: Node, refusal: Refusal | null): void {
  if (refusal === null) return;
  const pointer = pointerTo(value);
  if (walk.refused.has(pointer)) return;
  walk.refused.add(pointer);
  if (walk.problems.length > MAX_PROBLEMS) return;
  const parameter = parameterOf(pointer);
  walk.problems.push({ ...refusal, severity: 'error', parameter, pointer, range: rangeOf(place) });
}

/** The JSON pointer to a value of a tree. */
function pointerTo(value: Node): string {
  const segments: (string | number)[] = [];
  for (let node = value; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'property') segments.push(String(parent.children?.[0]?.value));
    else if (parent.type === 'array') segments.push(parent.children?.indexOf(node) ?? 0);
  }
  return joinPointer('', ...segments.reverse());
}
