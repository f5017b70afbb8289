/** How far a text can be parsed without nesting deeper than allowed. */
export type Nesting =
  | { readonly kind: 'fine' }
  | { readonly kind: 'too_deep'; readonly offset: number }
  /** What stands at `offset` cannot be JSON (a comment, a bracket without its partner): parse no further. */
  | { readonly kind: 'broken'; readonly offset: number };

const closers: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * One pass over the text that follows brackets and skips strings. Parsers recurse, so this runs before any of them:
 * a million `[` costs no more than reading 33 of them.
 */
export function scanNesting(text: string, maxDepth: number): Nesting {
  const open: string[] = [];
  let offset = 0;
  while (offset < text.length) {
    const character = text.charAt(offset);
    const closer = closers[character];
    if (character === '"') {
      offset = endOfString(text, offset);
      continue;
    }
    if (character === '/') return { kind: 'broken', offset };
    if (closer !== undefined) {
      if (open.length === maxDepth) return { kind: 'too_deep', offset };
      open.push(closer);
    } else if ((character === '}' || character === ']') && open.pop() !== character) {
      return { kind: 'broken', offset };
    }
    offset += 1;
  }
  return { kind: 'fine' };
}

/** Offset behind the string that begins at `start`; a line break ends one that was never closed. */
function endOfString(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length) {
    const character = text.charAt(offset);
    if (character === '\\') offset += 1;
    else if (character === '"') return offset + 1;
    else if (character === '\n' || character === '\r') return offset;
    offset += 1;
  }
  return text.length;
}
