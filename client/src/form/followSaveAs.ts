import { type Tab, TabInputText, type Uri, window, workspace } from 'vscode';
import type { Disposing } from '../disposing.ts';
import { SPEC_SUFFIX } from '../language/selector.ts';
import { isForm, showAs } from './showAs.ts';

/** Milliseconds between a file being saved under another name and the tab showing it. */
const SOON_MS = 5000;

/** Something that happened to a file, and when. */
interface Moment {
  readonly uri: string;
  readonly at: number;
}

/**
 * Brings the form back after Save As: the editor replaces its tab with one that shows the new file as text. Known by a spec
 * that is saved and appears as text in the moment in which the tab of a form goes, in whatever order the editor tells it.
 */
export function followSaveAs(): Disposing {
  const live: { saved: Moment | null; appeared: Moment | null; formGone: number } = {
    saved: null,
    appeared: null,
    formGone: -Infinity,
  };
  const isSoon = (at: number): boolean => performance.now() - at <= SOON_MS;
  const look = async (): Promise<void> => {
    const { saved, appeared, formGone } = live;
    if (saved === null || appeared?.uri !== saved.uri) return;
    if (![saved.at, appeared.at, formGone].every(isSoon)) return;
    const uri = everyTab()
      .flatMap((tab) => textOf(tab) ?? [])
      .find((shown) => shown.toString() === saved.uri);
    if (uri === undefined) return;
    live.saved = null;
    live.formGone = -Infinity;
    await showAs(uri, 'form');
  };
  const saving = workspace.onDidSaveTextDocument(({ uri }) => {
    if (!uri.path.endsWith(SPEC_SUFFIX)) return;
    // A form that is saved under its own name stays.
    if (everyTab().some(({ input }) => isForm(input) && input.uri.toString() === uri.toString())) return;
    live.saved = momentOf(uri);
    void look();
  });
  const tabs = window.tabGroups.onDidChangeTabs(({ opened, closed, changed }) => {
    if (closed.some(({ input }) => isForm(input))) live.formGone = performance.now();
    const [shown] = [...opened, ...changed].flatMap((tab) => textOf(tab) ?? []);
    if (shown !== undefined) live.appeared = momentOf(shown);
    void look();
  });
  return {
    dispose: () => {
      saving.dispose();
      tabs.dispose();
    },
  };
}

function everyTab(): readonly Tab[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

function textOf({ input }: Tab): Uri | undefined {
  return input instanceof TabInputText ? input.uri : undefined;
}

function momentOf(uri: Uri): Moment {
  return { uri: uri.toString(), at: performance.now() };
}
