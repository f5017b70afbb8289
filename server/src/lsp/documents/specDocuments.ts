import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createRecentReadings } from './recentReadings.ts';
import { readSpecDocument, type SpecDocument } from './specDocument.ts';

/** The documents that the client has open, wherever they come from: files, untitled, any workspace folder. */
export interface SpecDocuments {
  /** The newest version; undefined when it is not open. Nothing is read from a disk. */
  get(uri: string): SpecDocument | undefined;
  readonly uris: readonly string[];
  /** Tells the address of a document that was opened or edited. */
  onChanged(listener: (uri: string) => void): void;
  onClosed(listener: (uri: string) => void): void;
}

/** Follows the client's documents, edit by edit. */
export function followDocuments(connection: Connection): SpecDocuments {
  const open = new TextDocuments(TextDocument);
  const readings = createRecentReadings();
  // A reading is of no use after the next edit, and would take its room while the next one is made.
  open.onDidChangeContent(({ document }) => readings.drop(document.uri));
  open.onDidClose(({ document }) => readings.drop(document.uri));
  open.listen(connection);
  return {
    get: (uri) => {
      const lines = open.get(uri);
      if (lines === undefined) return undefined;
      const known = readings.get(uri, lines.version);
      // A document may be closed and opened again under the same version.
      if (known?.lines === lines) return known;
      const document = readSpecDocument(lines);
      readings.add(document);
      return document;
    },
    get uris() {
      return open.keys();
    },
    onChanged: (listener) => {
      open.onDidChangeContent(({ document }) => listener(document.uri));
    },
    onClosed: (listener) => {
      open.onDidClose(({ document }) => listener(document.uri));
    },
  };
}
