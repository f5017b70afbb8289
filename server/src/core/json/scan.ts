import { createScanner } from 'jsonc-parser';
import { tokens } from './tokens.ts';

/** A piece of a text that may be no JSON (yet). Spaces and line breaks are none. */
export interface Token {
  readonly kind: number;
  readonly offset: number;
  readonly end: number;
  /** As it is written. */
  readonly text: string;
  /** False for a string without its closing quote; such a one ends with its line. */
  readonly closed: boolean;
}

/** What the scanner of jsonc-parser calls a string that its line ends before its quote does. */
const UNEXPECTED_END_OF_STRING = 2;

/** Reads token by token from an offset on; at the end of the text it answers `END` again and again. */
export function scanFrom(
  text: string,
  offset: number,
  skipped: (token: Token) => boolean = () => false,
): () => Token {
  const scanner = createScanner(text, false);
  scanner.setPosition(offset);
  const read = (): Token => {
    let kind: number = scanner.scan();
    while (kind === tokens.SPACE || kind === tokens.LINE_BREAK) kind = scanner.scan();
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    const error: number = scanner.getTokenError();
    return {
      kind,
      offset: start,
      end,
      text: text.slice(start, end),
      closed: error !== UNEXPECTED_END_OF_STRING,
    };
  };
  return () => {
    let token = read();
    while (skipped(token)) token = read();
    return token;
  };
}

export function opens({ kind }: Token): boolean {
  return kind === tokens.OPEN_BRACE || kind === tokens.OPEN_BRACKET;
}

export function closes({ kind }: Token): boolean {
  return kind === tokens.CLOSE_BRACE || kind === tokens.CLOSE_BRACKET;
}

export function isComment({ kind }: Token): boolean {
  return kind === tokens.LINE_COMMENT || kind === tokens.BLOCK_COMMENT;
}

/** A string, a number, a literal, or letters that are none of these: what someone types on at its end. */
export function isWord(token: Token): boolean {
  const { kind } = token;
  return !opens(token) && !closes(token) && !isComment(token) && !marks.has(kind);
}

const marks: ReadonlySet<number> = new Set([tokens.COMMA, tokens.COLON, tokens.END]);

/** What a string says; of other words their text. */
export function wordOf({ kind, text, closed }: Token): string {
  if (kind !== tokens.STRING) return text;
  try {
    return String(JSON.parse(closed ? text : `${text}"`));
  } catch {
    return text.slice(1);
  }
}
