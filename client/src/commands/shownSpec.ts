import { TabInputCustom, TabInputText, type Uri, window } from 'vscode';
import { SPEC_SUFFIX } from '../language/selector.ts';

/** The spec in the active tab, as text or as a form; null when something else is there. */
export function shownSpec(): Uri | null {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText) && !(input instanceof TabInputCustom)) return null;
  return input.uri.path.endsWith(SPEC_SUFFIX) ? input.uri : null;
}
