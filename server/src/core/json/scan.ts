/** A piece of a text that may be no JSON (yet): a mark, a comment, or what someone types on at its end. */
export interface Token {
  /** `word` is a number, a literal, or letters that are neither. */
  readonly kind:
    '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'word' | 'line comment' | 'block comment' | 'end';
  readonly offset: number;
  readonly end: number;
  /** False for a string without its closing quote; such a one ends with its line. */
  readonly closed: boolean;
}

const marks = ['{', '}', '[', ']', ',', ':'] as const;
const markByCode: ReadonlyMap<number, (typeof marks)[number]> = new Map(
  marks.map((mark) => [mark.charCodeAt(0), mark]),
);
const QUOTE = 34;
const SLASH = 47;
const BACKSLASH = 92;

/** Reads token by token from an offset on; at the end of the text it answers `end` again and again. */
export function scanFrom(text: string, start: number): () => Token {
  let at = start;
  return () => {
    while (isSpace(text.charCodeAt(at))) at += 1;
    const offset = at;
    const code = text.charCodeAt(offset);
    if (offset >= text.length) return { kind: 'end', offset: text.length, end: text.length, closed: true };
    const mark = markByCode.get(code);
    const kind = mark ?? (code === QUOTE ? 'string' : commentAt(text, offset)) ?? 'word';
    at = mark === undefined ? endOf(kind, text, offset) : offset + 1;
    const closed = kind !== 'string' || isClosed(text, offset, at);
    return { kind, offset, end: at, closed };
  };
}

export function opens({ kind }: Token): boolean {
  return kind === '{' || kind === '[';
}

export function closes({ kind }: Token): boolean {
  return kind === '}' || kind === ']';
}

export function isComment({ kind }: Token): boolean {
  return kind === 'line comment' || kind === 'block comment';
}

/** Whether someone could go on typing at its end. */
export function isWord({ kind }: Token): boolean {
  return kind === 'string' || kind === 'word';
}

/** What a string says; of other words their text. */
export function wordOf(text: string, { kind, offset, end, closed }: Token): string {
  const written = text.slice(offset, end);
  if (kind !== 'string') return written;
  try {
    return String(JSON.parse(closed ? written : `${written}"`));
  } catch {
    return written.slice(1);
  }
}

function commentAt(text: string, offset: number): 'line comment' | 'block comment' | null {
  if (text.charCodeAt(offset) !== SLASH) return null;
  if (text.startsWith('//', offset)) return 'line comment';
  return text.startsWith('/*', offset) ? 'block comment' : null;
}

function endOf(kind: Token['kind'], text: string, offset: number): number {
  if (kind === 'string') return endOfString(text, offset);
  if (kind === 'line comment') return endOfLine(text, offset);
  if (kind === 'block comment') {
    const end = text.indexOf('*/', offset + 2);
    return end < 0 ? text.length : end + 2;
  }
  return endOfWord(text, offset);
}

function endOfString(text: string, offset: number): number {
  for (let at = offset + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (isLineBreak(code)) return at;
    // An escaped line break ends the string all the same.
    if (code === BACKSLASH && !isLineBreak(text.charCodeAt(at + 1))) at += 1;
  }
  return text.length;
}

/** A string of one quote alone is not closed. */
function isClosed(text: string, offset: number, end: number): boolean {
  if (end - offset < 2 || text.charCodeAt(end - 1) !== QUOTE) return false;
  let backslashes = 0;
  while (text.charCodeAt(end - 2 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 0;
}

function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) at += 1;
  return at;
}

function endOfWord(text: string, offset: number): number {
  let at = offset + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === QUOTE || markByCode.has(code)) break;
  }
  return at;
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}
