import { type Tab, TabInputText, window, workspace } from 'vscode';
import type { Disposing } from '../disposing.ts';
import { SPEC_SUFFIX } from '../language/selector.ts';
import { isForm, showAs } from './showAs.ts';

/** Milliseconds between a file being saved under another name and the tab showing it. */
const SOON_MS = 5000;

/**
 * Brings the form back after Save As: the editor replaces its tab with one that shows the new file as text. Known by a spec
 * that was just saved and then appears as text in the moment in which the tab of a form goes.
 */
export function followSaveAs(): Disposing {
  const live: { saved: { readonly uri: string; readonly at: number } | null; formGone: number } = {
    saved: null,
    formGone: -Infinity,
  };
  const look = async (tabs: readonly Tab[]): Promise<void> => {
    const { saved } = live;
    const now = performance.now();
    if (saved === null || now - saved.at > SOON_MS || now - live.formGone > SOON_MS) return;
    const tab = tabs.find(({ input }) => input instanceof TabInputText && input.uri.toString() === saved.uri);
    if (tab === undefined) return;
    live.saved = null;
    live.formGone = -Infinity;
    await showAs((tab.input as TabInputText).uri, 'form');
  };
  const everyTab = (): readonly Tab[] => window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const saving = workspace.onDidSaveTextDocument(({ uri }) => {
    if (!uri.path.endsWith(SPEC_SUFFIX)) return;
    // A form that is saved under its own name stays.
    if (everyTab().some(({ input }) => isForm(input) && input.uri.toString() === uri.toString())) return;
    live.saved = { uri: uri.toString(), at: performance.now() };
    void look(everyTab());
  });
  const tabs = window.tabGroups.onDidChangeTabs(({ opened, closed, changed }) => {
    if (closed.some(({ input }) => isForm(input))) live.formGone = performance.now();
    void look([...opened, ...changed]);
  });
  return {
    dispose: () => {
      saving.dispose();
      tabs.dispose();
    },
  };
}
