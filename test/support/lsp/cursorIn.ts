import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver';

/** Marks where the cursor stands in a text that a test writes. */
export const CURSOR = '<|>';

/** Takes the mark out of a text and says where it was. Throws when there is not exactly one. */
export function cursorIn(marked: string): { readonly text: string; readonly position: Position } {
  const [before, behind, ...more] = marked.split(CURSOR);
  if (before === undefined || behind === undefined || more.length > 0) {
    throw new Error(`The text needs one ${CURSOR}:\n${marked}`);
  }
  const text = before + behind;
  return { text, position: TextDocument.create('', '', 0, text).positionAt(before.length) };
}
