import * as l10n from '@vscode/l10n';
import { TabInputCustom, TabInputText, Uri, window } from 'vscode';
import { SPEC_SUFFIX } from '../language/selector.ts';
import { CommandFailure } from './commandFailure.ts';

/** The spec in the active tab, as text or as a form; null when something else is there. */
export function shownSpec(): Uri | null {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText) && !(input instanceof TabInputCustom)) return null;
  return input.uri.path.endsWith(SPEC_SUFFIX) ? input.uri : null;
}

/** The spec that a command is for: the one at an address, or the one in the active tab. Throws CommandFailure. */
export function specUri(argument: unknown): Uri {
  const uri = argument instanceof Uri ? argument : shownSpec();
  if (uri === null) throw noSpec();
  return uri;
}

export function noSpec(): CommandFailure {
  return new CommandFailure(l10n.t('No spec is open.'), l10n.t('Open a .vmspec.json file first.'));
}
