import type { Parts } from '../parts.ts';

/** Ends the language server and starts it anew. */
export function run({ language }: Pick<Parts, 'language'>): Promise<void> {
  return language.restart();
}
