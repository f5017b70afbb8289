/** A stretch of a text, in UTF-16 units, and what is put in its place. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** The one stretch that makes a text into another; what both begin and end with is left out. */
export function difference(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before.charCodeAt(offset) === after.charCodeAt(offset)) offset += 1;
  let same = 0;
  while (
    same < shorter - offset &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  return { offset, length: before.length - same - offset, content: after.slice(offset, after.length - same) };
}

/** A text with a stretch of it replaced. */
export function withChange(text: string, { offset, length, content }: TextChange): string {
  return text.slice(0, offset) + content + text.slice(offset + length);
}
