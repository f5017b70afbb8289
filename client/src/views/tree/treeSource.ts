import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TreeView } from 'vscode';
import type { Disposing } from '../../disposing.ts';
import type { Repaint, TreeSource } from './lazyTree.ts';
import { changedRows, emptyModel, type Entry, type Model } from './model.ts';
import type { Icon, TreeNode } from './row.ts';

export interface SourceOptions {
  readonly view: TreeView<TreeNode>;
  readonly repaint: Repaint;
  /** The tree as it should be now. */
  readonly build: (before: Model) => Model;
  /** What is shown beside a row that a person points at; null: what the row says itself. */
  readonly tooltip: (node: TreeNode) => Promise<string | null>;
  /** Put away with the source. */
  readonly watching: readonly Disposing[];
}

/** A source that can be told to look anew. */
export interface BuiltSource extends TreeSource {
  /** Builds the tree anew, and has what is different in it shown; later, where nobody sees it. */
  update(): void;
}

/** Fills a tree from a model, of which only what is different is shown anew: selection and opened rows stay. */
export function createTreeSource({ view, repaint, build, tooltip, watching }: SourceOptions): BuiltSource {
  const live: { model: Model; stale: boolean } = { model: build(emptyModel), stale: false };
  const update = (): void => {
    if (!view.visible) {
      live.stale = true;
      return;
    }
    live.stale = false;
    const before = live.model;
    live.model = build(before);
    const changed = changedRows(before, live.model);
    if (changed === 'all') repaint(undefined);
    else if (changed.length > 0) repaint(changed);
  };
  const current = (): Model => {
    if (live.stale) {
      live.model = build(live.model);
      live.stale = false;
      repaint(undefined);
    }
    return live.model;
  };
  const seen = view.onDidChangeVisibility(({ visible }) => {
    if (visible && live.stale) update();
  });
  const nodeOf = (id: string): TreeNode | undefined => current().entries.get(id)?.node;
  return {
    update,
    find: nodeOf,
    children: (node) => {
      const { roots, entries } = current();
      const ids = node === undefined ? roots : (entries.get(node.id)?.children ?? []);
      return ids.flatMap((id) => entries.get(id)?.node ?? []);
    },
    parent: (node) => {
      const { entries } = current();
      const above = entries.get(node.id)?.parent ?? null;
      return above === null ? undefined : entries.get(above)?.node;
    },
    item: (node) => {
      const entry = current().entries.get(node.id);
      // One that has gone meanwhile is about to leave the list.
      return entry === undefined ? new TreeItem('') : itemOf(entry);
    },
    resolve: async (item, node) => {
      const text = await tooltip(node);
      item.tooltip = text ?? live.model.entries.get(node.id)?.row.tooltip;
      return item;
    },
    dispose: () => {
      seen.dispose();
      for (const one of watching) one.dispose();
    },
  };
}

function itemOf({ node, row, children }: Entry): TreeItem {
  const item = new TreeItem(row.label, collapsible(row.open, children.length));
  item.id = node.id;
  if (row.description !== undefined) item.description = row.description;
  if (row.icon !== undefined) item.iconPath = themeIcon(row.icon);
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  if (row.command !== undefined) item.command = { command: row.command, title: row.label };
  return item;
}

function collapsible(open: boolean | undefined, children: number): TreeItemCollapsibleState {
  if (children === 0 || open === undefined) return TreeItemCollapsibleState.None;
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function themeIcon({ name, color }: Icon): ThemeIcon {
  return color === undefined ? new ThemeIcon(name) : new ThemeIcon(name, new ThemeColor(color));
}
