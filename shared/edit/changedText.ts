import type { Change } from './change.ts';

/** A part of the original text that is still there, or something new. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** A text with several rounds of changes, which are told as changes of the original. */
export interface ChangedText {
  readonly text: string;
  /** Changes of the text as it is now, which do not touch each other. */
  change(changes: readonly Change[]): ChangedText;
  /** Everything that was changed, in places of the original, in order. */
  readonly changes: readonly Change[];
}

/** A text before any change. */
export function unchanged(original: string): ChangedText {
  return changedText(original, [{ from: 0, to: original.length }]);
}

function changedText(original: string, pieces: readonly Piece[]): ChangedText {
  return {
    text: pieces.map((piece) => textOf(original, piece)).join(''),
    change: (changes) => {
      const fromBehind = [...changes].sort((a, b) => b.offset - a.offset);
      return changedText(
        original,
        fromBehind.reduce<readonly Piece[]>((all, one) => splice(original, all, one), pieces),
      );
    },
    get changes() {
      return changesBetween(original, pieces);
    },
  };
}

function splice(original: string, pieces: readonly Piece[], { offset, length, content }: Change): Piece[] {
  const before = cut(original, pieces, 0, offset);
  return [...before, { text: content }, ...cut(original, pieces, offset + length, Infinity)];
}

/** The pieces of a stretch of the text as it is now. */
function cut(original: string, pieces: readonly Piece[], start: number, end: number): Piece[] {
  let at = 0;
  return pieces.flatMap((piece): Piece[] => {
    const { length } = textOf(original, piece);
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    at += length;
    if (from >= to) return [];
    if ('text' in piece) return [{ text: piece.text.slice(from, to) }];
    return [{ from: piece.from + from, to: piece.from + to }];
  });
}

function changesBetween(original: string, pieces: readonly Piece[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let added = '';
  const close = (next: number): void => {
    if (next > at || added !== '') changes.push({ offset: at, length: next - at, content: added });
    added = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) added += piece.text;
    else {
      close(piece.from);
      at = piece.to;
    }
  }
  close(original.length);
  return changes;
}

function textOf(original: string, piece: Piece): string {
  return 'text' in piece ? piece.text : original.slice(piece.from, piece.to);
}
