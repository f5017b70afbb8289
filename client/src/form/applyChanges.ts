import { getNodeValue, type Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import type { FormChange } from '#schemas/generated/types.ts';
import { areApart, type Change, replaceNode } from '#shared/edit/change.ts';
import { unchanged } from '#shared/edit/changedText.ts';
import { removeChild, setMembers } from '#shared/edit/members.ts';
import { addItems } from '#shared/edit/items.ts';
import { memberOf, readText } from './readText.ts';

type Path = readonly (string | number)[];

/** What a form changes; nothing beside it. */
const REQUEST = 'provisioning_request';

/**
 * The changes of a text that do what a form asks for, in places of the original, and nothing else: what they do not name
 * keeps its form. None for what is so already. Null when one of them leads nowhere: then nothing is to be done.
 */
export function applyChanges(text: string, asked: readonly FormChange[]): readonly Change[] | null {
  if (asked.some(({ path }) => path[0] !== REQUEST)) return null;
  const rest = [...asked];
  let now = unchanged(text);
  while (rest.length > 0) {
    const reading = readText(now.text);
    if (reading.kind === 'broken') return null;
    const round = nextRound(now.text, reading.tree, rest);
    if (round === null) return null;
    now = now.change(round);
  }
  return now.changes;
}

/** Takes as many of the changes as can be placed in one tree: they do not touch each other, and none builds on another. */
function nextRound(text: string, tree: Node, rest: FormChange[]): readonly Change[] | null {
  const taken: Change[] = [];
  const touched = new Set<Node>();
  for (;;) {
    const [next] = rest;
    if (next === undefined) return taken;
    if (next.kind === 'insert') {
      if (taken.length > 0) return taken;
      return insertRun(text, tree, rest);
    }
    const place = placeOf(tree, next.path);
    // It may build on a change of this round.
    if (place === null) return taken.length > 0 ? taken : null;
    if (touched.has(place.container) || taken.some((change) => covers(change, place))) return taken;
    const changes = next.kind === 'set' ? set(text, place, next.value) : remove(place);
    const apart = changes.every((change) => taken.every((other) => areApart([change, other])));
    if (!apart) return taken;
    taken.push(...changes);
    rest.shift();
    if (next.kind === 'remove' || place.node === undefined) touched.add(place.container);
    // Later places of a list are other ones now.
    if (next.kind === 'remove' && place.container.type === 'array') return taken;
  }
}

/** Where a path leads. */
interface Place {
  /** The deepest object or list on the way that is there. */
  readonly container: Node;
  /** What is left of the path in it: one step, or more where objects are missing on the way. */
  readonly steps: Path;
  /** The value that is there. */
  readonly node: Node | undefined;
}

function placeOf(tree: Node, path: Path): Place | null {
  let container = tree;
  for (const [index, step] of path.entries()) {
    const node = childOf(container, step);
    const last = index === path.length - 1;
    if (node === undefined || last) {
      const steps = path.slice(index);
      // Only objects are made on the way.
      if (node === undefined && (container.type !== 'object' || steps.some(isIndex))) return null;
      return { container, steps, node };
    }
    if (node.type !== 'object' && node.type !== 'array') return null;
    container = node;
  }
  return null;
}

/** Whether a change puts something else where a place is: what the tree has there is so no more. */
function covers({ offset, length }: Change, { node, container }: Place): boolean {
  const there = node ?? container;
  return offset <= there.offset && offset + length >= there.offset + there.length;
}

function childOf(container: Node, step: string | number): Node | undefined {
  if (typeof step === 'number') return container.type === 'array' ? container.children?.[step] : undefined;
  return memberOf(container, step);
}

function set(text: string, { container, steps, node }: Place, value: unknown): Change[] {
  if (node !== undefined) {
    return isDeepStrictEqual(valueOf(node), value) ? [] : [replaceNode(node, value)];
  }
  const [name = '', ...inner] = steps.map(String);
  const wrapped = inner.reduceRight<unknown>((part, step) => ({ [step]: part }), value);
  return setMembers(text, container, [[name, wrapped]]);
}

function remove({ container, steps, node }: Place): Change[] {
  if (node === undefined || steps.length > 1) return [];
  const child = container.type === 'object' ? node.parent : node;
  const change = child === undefined ? null : removeChild(child);
  return change === null ? [] : [change];
}

/** Puts items into a list: those that follow each other at once. */
function insertRun(text: string, tree: Node, rest: FormChange[]): readonly Change[] | null {
  const [first] = rest;
  if (first === undefined) return [];
  const index = first.path.at(-1);
  const list = first.path
    .slice(0, -1)
    .reduce<Node | undefined>((node, step) => (node === undefined ? undefined : childOf(node, step)), tree);
  if (typeof index !== 'number') return null;
  if (list === undefined) return insertFirst(text, tree, rest);
  const length = list.children?.length ?? 0;
  if (list.type !== 'array' || index > length) return null;
  const values: unknown[] = [];
  for (let next = rest[0]; next !== undefined && follows(next, first.path, index + values.length);) {
    values.push(next.value);
    rest.shift();
    next = rest[0];
  }
  return [addItems(text, list, index, values)];
}

/** The first item of a list that is not there: the list is made. */
function insertFirst(text: string, tree: Node, rest: FormChange[]): readonly Change[] | null {
  const [first] = rest;
  if (first?.path.at(-1) !== 0) return null;
  const place = placeOf(tree, first.path.slice(0, -1));
  if (place === null) return null;
  rest.shift();
  return set(text, place, [first.value]);
}

function follows({ kind, path }: FormChange, first: Path, index: number): boolean {
  return (
    kind === 'insert' &&
    path.length === first.length &&
    path.every((step, at) => step === (at === path.length - 1 ? index : first[at]))
  );
}

function isIndex(step: string | number): boolean {
  return typeof step === 'number';
}

function valueOf(node: Node): unknown {
  return getNodeValue(node) as unknown;
}
