import { commands, type Tab, TabInputCustom, TabInputText, type Uri, window } from 'vscode';
import { FORM_VIEW } from './viewType.ts';

/** How a spec is shown. */
export type SpecView = 'form' | 'text';

/** Shows a spec as form or text in the active group, in place of the other one where that is there too. */
export async function showAs(uri: Uri, view: SpecView): Promise<void> {
  await commands.executeCommand('vscode.openWith', uri, view === 'form' ? FORM_VIEW : 'default');
  const other = view === 'form' ? 'text' : 'form';
  const replaced = window.tabGroups.activeTabGroup.tabs.filter((tab) => shows(tab, uri, other));
  // Both show one document, so that nothing unsaved is lost with one of them.
  if (replaced.length > 0) await window.tabGroups.close(replaced, true);
}

/** Whether a tab shows a spec in this way. */
export function shows({ input }: Tab, uri: Uri, view: SpecView): boolean {
  const isOf = view === 'text' ? input instanceof TabInputText : isForm(input);
  return isOf && (input as TabInputText).uri.toString() === uri.toString();
}

export function isForm(input: unknown): input is TabInputCustom {
  return input instanceof TabInputCustom && input.viewType === FORM_VIEW;
}
