/** How far a text can be parsed without nesting deeper than allowed. */
export type Nesting =
  | { readonly kind: 'fine' }
  | { readonly kind: 'too_deep'; readonly offset: number }
  /** What stands at `offset` cannot be JSON (a comment, a bracket without its partner): parse no further. */
  | { readonly kind: 'broken'; readonly offset: number };

const QUOTE = 34;
const SLASH = 47;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * One pass over the text that follows brackets and skips strings. Parsers recurse, so this runs before any of them:
 * a million `[` costs no more than reading 33 of them.
 */
export function scanNesting(text: string, maxDepth: number): Nesting {
  const open: number[] = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    switch (text.charCodeAt(offset)) {
      case QUOTE:
        offset = endOfString(text, offset);
        break;
      case SLASH:
        return { kind: 'broken', offset };
      case OPEN_BRACE:
        open.push(CLOSE_BRACE);
        break;
      case OPEN_BRACKET:
        open.push(CLOSE_BRACKET);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (open.pop() !== text.charCodeAt(offset)) return { kind: 'broken', offset };
        break;
      default:
    }
    if (open.length > maxDepth) return { kind: 'too_deep', offset };
  }
  return { kind: 'fine' };
}

/** Offset of the last character of the string that begins at `start`; a line break ends one that was never closed. */
function endOfString(text: string, start: number): number {
  let offset = start + 1;
  for (; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH) offset += 1;
    else if (code === QUOTE) return offset;
    else if (code === 10 || code === 13) return offset - 1;
  }
  return text.length;
}
