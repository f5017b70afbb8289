import { keep, type Kept } from '../kept.ts';
import type { Row, Subject, TreeNode } from './row.ts';

/** A row in its place. */
export interface Entry {
  readonly node: TreeNode;
  readonly row: Row;
  readonly parent: string | null;
  readonly children: readonly string[];
  /** What the row was made of, where that was told. */
  readonly kept?: Kept<Row>;
}

/** A tree as it should be seen. */
export interface Model {
  readonly roots: readonly string[];
  readonly entries: ReadonlyMap<string, Entry>;
}

export const emptyModel: Model = { roots: [], entries: new Map() };

/** Puts a tree together, from above to below. */
export interface Planting {
  /** Adds a row below another one (null: at the top), and answers its id. */
  add(parent: string | null, id: string, subject: Subject, row: Row): string;
  /** Adds a row that is made anew only where what it is made of is another object. */
  addKept(
    parent: string | null,
    id: string,
    subject: Subject,
    basis: readonly unknown[],
    make: () => Row,
  ): string;
  readonly model: Model;
}

/** Begins a tree; rows that were in the one before stay the same objects, by which the editor knows them. */
export function plant(before: Model): Planting {
  const roots: string[] = [];
  const entries = new Map<string, Entry & { readonly children: string[] }>();
  const put = (
    parent: string | null,
    node: TreeNode,
    facts: Pick<Entry, 'row'> & Partial<Pick<Entry, 'kept'>>,
  ): string => {
    entries.set(node.id, { node, parent, children: [], ...facts });
    (parent === null ? roots : entries.get(parent)?.children)?.push(node.id);
    return node.id;
  };
  return {
    model: { roots, entries },
    add: (parent, id, subject, row) => put(parent, before.entries.get(id)?.node ?? { id, subject }, { row }),
    addKept: (parent, id, subject, basis, make) => {
      const old = before.entries.get(id);
      const kept = keep(old?.kept, basis, make);
      return put(parent, old?.node ?? { id, subject }, { row: kept.value, kept });
    },
  };
}

/** Rows that are to be shown anew, with what is below them; `all` where the top is different. */
export function changedRows(before: Model, after: Model): 'all' | readonly TreeNode[] {
  if (!sameList(before.roots, after.roots)) return 'all';
  const changed: TreeNode[] = [];
  for (const [id, entry] of after.entries) {
    const old = before.entries.get(id);
    // A row that is new is shown with the one above it.
    if (old === undefined) continue;
    if (!sameRow(old.row, entry.row) || !sameList(old.children, entry.children)) changed.push(entry.node);
  }
  return changed;
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

function sameRow(left: Row, right: Row): boolean {
  return (
    left === right ||
    (left.label === right.label &&
      left.description === right.description &&
      left.tooltip === right.tooltip &&
      left.icon?.name === right.icon?.name &&
      left.icon?.color === right.icon?.color &&
      left.context === right.context &&
      left.open === right.open &&
      left.command === right.command &&
      left.spoken === right.spoken)
  );
}
