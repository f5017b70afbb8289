import type { CodeLens } from 'vscode-languageserver';
import type { SpecDocument } from '../../documents/specDocument.ts';
import { lineShift } from './lineShift.ts';

/** The lenses that each open document shows. */
export interface ShownLenses {
  /** What a document shows now that is right. */
  keep(document: SpecDocument, lenses: CodeLens[]): CodeLens[];
  /** What it showed when it was right, in the places that the lines have now; null: it never was. */
  last(document: SpecDocument): CodeLens[] | null;
  readonly drop: (uri: string) => void;
}

interface Shown {
  readonly text: string;
  readonly lenses: CodeLens[];
}

/** Nothing is shown yet. */
export function followLenses(): ShownLenses {
  const shown = new Map<string, Shown>();
  return {
    keep: ({ uri, text }, lenses) => {
      shown.set(uri, { text, lenses });
      return lenses;
    },
    last: ({ uri, text }) => {
      const before = shown.get(uri);
      if (before === undefined) return null;
      const lenses = before.text === text ? before.lenses : shifted(before, text);
      shown.set(uri, { text, lenses });
      return lenses;
    },
    drop: (uri) => {
      shown.delete(uri);
    },
  };
}

function shifted(last: Shown, text: string): CodeLens[] {
  const lineOf = lineShift(last.text, text);
  return last.lenses.flatMap(({ range, command }) => {
    const { line: before, character } = range.start;
    // What is over the whole document stays at its top.
    const line = before === 0 && character === 0 ? 0 : lineOf(before);
    if (line === null) return [];
    const place = { line, character };
    return [{ range: { start: place, end: place }, ...(command === undefined ? {} : { command }) }];
  });
}
