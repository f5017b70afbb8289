import * as l10n from '@vscode/l10n';

/** What is named one by one in a question. */
const NAMED = 12;

/** A line for each of the first ones, and one that counts the rest. */
export function listed<T>(all: readonly T[], line: (one: T) => string): string[] {
  const more = all.length - NAMED;
  return [...all.slice(0, NAMED).map(line), ...(more > 0 ? [l10n.t('and {0} more', more)] : [])];
}
