import { applyEdits, findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import type { FormChange, PlanDrift, VmSpec } from '#schemas/generated/types.ts';
import { replaceNode } from '#shared/edit/change.ts';
import { applyChanges } from '../form/applyChanges.ts';
import { towardsHost } from './towardsHost.ts';

const REQUEST = 'provisioning_request';
/** The only entry of a text that has one. */
const ENTRY = [REQUEST, 'vms', 0];

/** What a host has of a VM that a spec describes. */
export interface OnHost {
  readonly vm_name: string;
  readonly isThere: boolean;
  /** The host name that the plan gives its guest; absent: none. */
  readonly hostname?: string;
  /** How it is not as the spec says; null: it is. */
  readonly differs: { readonly now: VmSpec; readonly drifts: readonly PlanDrift[] } | null;
}

/**
 * The text of a spec with what a host has in place of what it says: values that differ are the host's, VMs that are not
 * there are left out, and everything else is as it is written. Copies stay one entry where they are still equal, and are
 * entries of their own where they are not.
 * @param text A spec that a host has planned.
 * @param vms Every VM that it describes, in the order of the plan.
 */
export function hostSide(text: string, vms: readonly OnHost[]): string {
  const list = nodeAt(text, [REQUEST, 'vms']);
  const nodes = list.children ?? [];
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return text;
  const rest = [...vms];
  const written = nodes.map((node, at) => {
    const entry = valueAt(text, node);
    const own = rest.splice(0, entry.copies ?? 1);
    return entriesOf(entry, own, ownText(text, list, at));
  });
  const there = vms.filter(({ isThere }) => isThere).length;
  return applyEdits(text, [
    { ...replaceNode(nodeAt(text, [REQUEST, 'num_vms']), there) },
    { offset: first.offset, length: endOf(last) - first.offset, content: joined(text, list, written) },
  ]);
}

/** The entries, as text, that tell what the host has of the VMs of one entry. */
function entriesOf(entry: VmSpec, vms: readonly OnHost[], own: OwnText): string[] {
  const there = vms.flatMap(({ vm_name, isThere, hostname, differs }, index) => {
    const changes = differs === null ? [] : towardsHost(ENTRY, entry, differs.now, differs.drifts);
    return isThere ? [{ vm_name, hostname, index, changes }] : [];
  });
  const [first] = there;
  if (first === undefined) return [];
  const { changes } = first;
  if (entry.copies === undefined) return [own.changed(changes)];
  const areFirst = there.every(({ index }, n) => index === n) && areNumberedAlike(entry, there.length);
  if (areFirst && there.every((one) => isDeepStrictEqual(one.changes, changes)))
    return [own.changed([...changes, set(['copies'], there.length)])];
  return there.map((one) =>
    own.changed([
      // Only copies are numbered.
      ...(entry.guest?.hostname === undefined || one.hostname === undefined
        ? []
        : [set(['guest', 'hostname'], one.hostname)]),
      ...one.changes,
      set(['vm_name'], one.vm_name),
      { kind: 'remove', path: [...ENTRY, 'copies'] },
    ]),
  );
}

/** Whether the first of many copies have the names that they have when there are only these. */
function areNumberedAlike({ copies }: VmSpec, fewer: number): boolean {
  const digits = (many: number): number => Math.max(2, String(many).length);
  return digits(copies ?? 1) === digits(fewer);
}

/** An entry in a text where it is the only one, laid out as in the whole. */
interface OwnText {
  /** The text of the entry alone after changes. */
  changed(changes: readonly FormChange[]): string;
}

function ownText(text: string, list: Node, at: number): OwnText {
  const nodes = list.children ?? [];
  const node = nodes[at] ?? list;
  const end = endOf(nodes.at(-1) ?? list);
  const gap = /\s*$/.exec(text.slice(list.offset + 1, node.offset))?.[0] ?? '';
  const entry = text.slice(node.offset, endOf(node));
  const alone = text.slice(0, list.offset + 1) + gap + entry + text.slice(end);
  return {
    changed: (changes) => {
      if (changes.length === 0) return entry;
      const edits = applyChanges(alone, changes);
      if (edits === null) throw new Error(`a change of entry ${at} of a spec leads nowhere`);
      const after = applyEdits(alone, [...edits]);
      const there = nodeAt(after, ENTRY);
      return after.slice(there.offset, endOf(there));
    },
  };
}

/** Entries with what is between them in the list; between those that were one, what is before the first of it. */
function joined(text: string, list: Node, written: readonly (readonly string[])[]): string {
  const nodes = list.children ?? [];
  const [first = list] = nodes;
  const usual = `,${text.slice(list.offset + 1, first.offset)}`;
  const before = (at: number): string => {
    const [previous, node] = [nodes[at - 1], nodes[at]];
    return previous === undefined || node === undefined ? usual : text.slice(endOf(previous), node.offset);
  };
  const all = written.flatMap((entries, at) =>
    entries.map((entry, n) => ({ entry, before: n === 0 ? before(at) : usual })),
  );
  return all.map(({ entry, before: gap }, n) => (n === 0 ? entry : gap + entry)).join('');
}

function set(member: readonly string[], value: string | number): FormChange {
  return { kind: 'set', path: [...ENTRY, ...member], value };
}

function nodeAt(text: string, path: (string | number)[]): Node {
  const tree = parseTree(text);
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, path);
  if (node === undefined) throw new Error(`a spec without ${path.join('/')}`);
  return node;
}

function valueAt(text: string, { offset, length }: Node): VmSpec {
  return JSON.parse(text.slice(offset, offset + length)) as VmSpec;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
