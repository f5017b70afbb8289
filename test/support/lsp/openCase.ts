import type { Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CURSOR, cursorIn } from './cursorIn.ts';
import type { GoldenCase } from './goldenCases.ts';
import type { Editor } from './openEditor.ts';

/** A case that an editor has open, and a way to ask about it. */
export interface OpenCase {
  readonly uri: string;
  readonly document: TextDocument;
  /** Where the mark was; the beginning without one. */
  readonly position: Position;
  /** Asks about the document, at the mark where the question has a place. */
  readonly ask: <T>(method: string, more?: object) => Promise<T>;
}

/** Opens a case under its own name, with what its editor knows of a host. */
export function openCase(editor: Editor, { name, text: marked, facts }: GoldenCase): OpenCase {
  const { text, position } = marked.includes(CURSOR)
    ? cursorIn(marked)
    : { text: marked, position: { line: 0, character: 0 } };
  const uri = `file:///specs/${name}.vmspec.json`;
  editor.tellHost(facts);
  editor.open(text, uri);
  const document = TextDocument.create(uri, 'vmspec', 1, text);
  return {
    uri,
    document,
    position,
    ask: (method, more = {}) =>
      editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position, ...more }),
  };
}
