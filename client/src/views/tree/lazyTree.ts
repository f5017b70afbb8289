import { EventEmitter, type TreeItem, type TreeView, window } from 'vscode';
import type { Disposing } from '../../disposing.ts';
import { once } from '../../once.ts';
import type { TreeNode } from './row.ts';

/** What fills a tree. */
export interface TreeSource extends Disposing {
  children(node: TreeNode | undefined): TreeNode[];
  parent(node: TreeNode): TreeNode | undefined;
  item(node: TreeNode): TreeItem;
  /** Adds to a row what is only read when a person points at it. */
  resolve(item: TreeItem, node: TreeNode): Promise<TreeItem>;
  /** The row with this id, if it is there. */
  find(id: string): TreeNode | undefined;
}

/** Tells the editor what is to be shown anew; `undefined`: everything. */
export type Repaint = (rows: readonly TreeNode[] | undefined) => void;

/** A tree of the side bar, filled when it is first seen or wanted. */
export interface LazyTree extends Disposing {
  readonly view: TreeView<TreeNode>;
  readonly source: () => Promise<TreeSource>;
}

/** Registers a tree; `fill` is called once. */
export function lazyTree(
  id: string,
  fill: (view: TreeView<TreeNode>, repaint: Repaint) => Promise<TreeSource>,
): LazyTree {
  const changed = new EventEmitter<TreeNode[] | undefined>();
  const live: { source: TreeSource | null } = { source: null };
  const source = once(async () => {
    live.source = await fill(view, (rows) => changed.fire(rows === undefined ? undefined : [...rows]));
    return live.source;
  });
  const view: TreeView<TreeNode> = window.createTreeView<TreeNode>(id, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await source()).children(node),
      getParent: async (node) => (await source()).parent(node),
      getTreeItem: async (node) => (await source()).item(node),
      resolveTreeItem: async (item, node) => (await source()).resolve(item, node),
    },
  });
  return {
    view,
    source,
    dispose: () => {
      view.dispose();
      changed.dispose();
      live.source?.dispose();
    },
  };
}
