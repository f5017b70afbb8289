import { languages, LanguageStatusSeverity } from 'vscode';
import type { Disposing } from '../disposing.ts';
import { specSelector } from './selector.ts';
import type { Status } from './statusWords.ts';

/** Shows a status in the menu of the language, beside specs. */
export function showStatus(
  id: string,
  name: string,
  first: Status,
): { show(status: Status): void } & Disposing {
  const item = languages.createLanguageStatusItem(id, [...specSelector]);
  item.name = name;
  const show = ({ text, detail, severity, busy, command }: Status): void => {
    item.text = text;
    item.detail = detail;
    item.severity = severities[severity];
    item.busy = busy;
    item.command = command;
  };
  show(first);
  return { show, dispose: () => item.dispose() };
}

const severities = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
} as const;
