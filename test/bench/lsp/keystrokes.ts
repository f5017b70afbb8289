import type { LanguageServer } from './languageServer.ts';

/** A keystroke and the place that the text is to be looked at after it. */
type Keystroke = (server: LanguageServer) => number;

/**
 * Keystrokes that leave a document as it was: a number is changed and changed back, letters come to a name and go, a
 * quote breaks the document and mends it. Each round is at another VM.
 */
export function keystrokes(round: number): Keystroke[] {
  const type = (after: RegExp, length: number, text: string): Keystroke => {
    return (server) => {
      const offset = placeOf(server.text, after, round);
      server.edit(offset, length, text);
      return offset + text.length;
    };
  };
  return [
    type(/"cpu_cores": /g, 1, '3'),
    type(/"cpu_cores": /g, 1, '1'),
    type(/"vm_name": "/g, 0, 'x'),
    type(/"vm_name": "/g, 1, ''),
    type(/"notes": /g, 0, '"'),
    type(/"notes": /g, 1, ''),
  ];
}

/** Offset behind one of the places that match, another for each round. */
function placeOf(text: string, pattern: RegExp, round: number): number {
  const places = [...text.matchAll(pattern)];
  const match = places[(round * 37) % places.length];
  if (match === undefined) throw new Error(`nothing matches ${String(pattern)}`);
  return match.index + match[0].length;
}
