import * as l10n from '@vscode/l10n';
import { MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Disposing } from '../disposing.ts';
import type { BarWords } from './barWords.ts';

/** Left of what the language says of itself. */
const PRIORITY = 50;

/** The one item of this extension in the status bar. */
export interface HostBar extends Disposing {
  /** Shows it with these words, or hides it. What is shown already is not set again. */
  show(words: BarWords | null): void;
}

/** Makes the item, hidden. */
export function createHostBar(): HostBar {
  const item = window.createStatusBarItem('vmspec.host', StatusBarAlignment.Left, PRIORITY);
  item.name = l10n.t('VMSpec Host');
  item.command = 'vmspec.hostActions';
  const shown: { key: string | null } = { key: null };
  return {
    show: (words) => {
      const key = JSON.stringify(words);
      if (key === shown.key) return;
      shown.key = key;
      if (words === null) {
        item.hide();
        return;
      }
      item.text = words.text;
      item.tooltip = new MarkdownString(words.tooltip, true);
      item.accessibilityInformation = { label: words.spoken };
      item.backgroundColor = words.warning ? new ThemeColor('statusBarItem.warningBackground') : undefined;
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
