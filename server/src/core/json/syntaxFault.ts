import { printParseErrorCode, visit } from 'jsonc-parser';
import type { JSONVisitor, ParseError } from 'jsonc-parser';
import type { TextRange } from '../problem.ts';

/** What a text that is not JSON stumbles over first, in words, and where. */
export interface SyntaxFault {
  readonly message: string;
  readonly range: TextRange;
}

/** Names of the parser's errors and what they mean to the writer. */
const meanings: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'JSON has no comments: remove it, or put the words into `notes`.',
  PropertyNameExpected: 'The name of a member is expected here, in double quotes.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here, between the name and the value.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'The document has ended before this: remove what follows.',
  UnexpectedEndOfString:
    'The text is not closed: a double quote " is missing, or it holds a line break (write \\n).',
  UnexpectedEndOfNumber: 'The number is not finished.',
  InvalidUnicode: 'After \\u four hexadecimal digits are expected.',
  InvalidEscapeCharacter: 'Unknown escape in a text: a backslash is written twice, as in C:\\\\Templates.',
  InvalidCharacter: 'The text holds a control character: write it as an escape, such as \\t.',
  InvalidSymbol:
    'This is not JSON: texts and names stand in double quotes, other values are numbers, true, false, null.',
};

/**
 * Describes the first syntax error. `limit` bounds what is parsed, so that a parser that recurses and recovers never
 * sees more than the nesting scan has allowed.
 */
export function describeSyntax(text: string, limit: number): SyntaxFault {
  if (text.trim() === '') {
    return { message: 'The document is empty.', range: { offset: 0, length: 0 } };
  }
  const first = firstError(text.slice(0, limit));
  if (first === undefined) return { message: 'The text is not JSON.', range: { offset: 0, length: 0 } };
  const offset = Math.min(first.offset, limit, text.length);
  // The scanner takes the line end with a text that is not closed, and one character too many with such a comment.
  const end = Math.min(offset + first.length, limit, text.length);
  const { length } = text.slice(offset, end).replace(/[\r\n]+$/, '');
  return { message: meaningOf(text, first, offset), range: { offset, length } };
}

/** The parser has no other way to be stopped than to throw. */
class Stop extends Error {}

function firstError(text: string): ParseError | undefined {
  const found: ParseError[] = [];
  const onError: JSONVisitor['onError'] = (error, offset, length) => {
    found.push({ error, offset, length });
    throw new Stop();
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return found[0];
}

/** The beginning of a path with a drive, as it is typed by whoever does not know of escapes. */
const windowsPath = /^"[A-Za-z]:\\/;
const badEscapes: ReadonlySet<string> = new Set(['InvalidUnicode', 'InvalidEscapeCharacter']);

function meaningOf(text: string, error: ParseError, offset: number): string {
  const name = printParseErrorCode(error.error);
  if (badEscapes.has(name) && windowsPath.test(text.slice(offset, offset + 4))) {
    return 'A backslash is written twice in JSON, as in C:\\\\Templates.';
  }
  const here = text.charAt(offset);
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === ',' && (here === '}' || here === ']')) {
    return `A comma before the closing ${here} is one too many: remove it.`;
  }
  if (before === '0' && /\d/.test(here)) return 'A number does not begin with 0: remove the leading zero.';
  return meanings[name] ?? 'The text is not JSON.';
}
