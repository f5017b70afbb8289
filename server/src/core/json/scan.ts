import { createScanner } from 'jsonc-parser';
import { tokenKinds } from './tokenKinds.ts';

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
    while (kind === tokenKinds.space || kind === tokenKinds.lineBreak) kind = scanner.scan();
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
  return kind === tokenKinds.openBrace || kind === tokenKinds.openBracket;
}

export function closes({ kind }: Token): boolean {
  return kind === tokenKinds.closeBrace || kind === tokenKinds.closeBracket;
}

export function isComment({ kind }: Token): boolean {
  return kind === tokenKinds.lineComment || kind === tokenKinds.blockComment;
}

/** A string, a number, a literal, or letters that are none of these: what someone types on at its end. */
export function isWord(token: Token): boolean {
  const { kind } = token;
  return !opens(token) && !closes(token) && !isComment(token) && !marks.has(kind);
}

const marks: ReadonlySet<number> = new Set([tokenKinds.comma, tokenKinds.colon, tokenKinds.end]);

/** What a string says; of other words their text. */
export function wordOf({ kind, text, closed }: Token): string {
  if (kind !== tokenKinds.string) return text;
  try {
    return String(JSON.parse(closed ? text : `${text}"`));
  } catch {
    return text.slice(1);
  }
}
