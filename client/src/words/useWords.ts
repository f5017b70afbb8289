import * as l10n from '@vscode/l10n';

/** Gives parts that know nothing of the editor the words of its language. */
export function useWords(bundle: Readonly<Record<string, string>>): void {
  l10n.config({ contents: { ...bundle } });
}
