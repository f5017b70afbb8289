import type { Node } from 'jsonc-parser';
import type { ProblemCode } from '#schemas/errors.ts';
import { MAX_DEPTH } from '#schemas/limits.ts';
import { toProblem } from '../finding.ts';
import type { Problem, TextRange } from '../problem.ts';
import { positionsOf } from './positions.ts';
import { scanNesting } from './scanNesting.ts';
import { describeSyntax } from './syntaxFault.ts';

/** A parsed text and the positions of its values. */
export interface ParsedJson {
  readonly value: unknown;
  readonly tree: Node;
}

/** A parsed text, or the one reason why it is no JSON of ours. */
export type JsonReading =
  | ({ readonly ok: true } & ParsedJson)
  | { readonly ok: false; readonly code: ProblemCode; readonly problem: Problem };

/** Parses strict JSON: the engine's own parser decides, and one that keeps positions explains. */
export function parseJson(text: string, maxDepth: number = MAX_DEPTH): JsonReading {
  if (text.startsWith('\ufeff')) {
    return refuse('byte_order_mark', 'The text begins with a byte order mark: save it without.', {
      offset: 0,
      length: 1,
    });
  }
  const nesting = scanNesting(text, maxDepth);
  if (nesting.kind === 'too_deep') {
    const message = `Objects and lists are nested more than ${maxDepth} levels deep here.`;
    return refuse('too_deep', message, { offset: nesting.offset, length: 1 });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return broken(text, nesting.kind === 'broken' ? nesting.offset + 2 : text.length);
  }
  return { ok: true, value, tree: positionsOf(text) };
}

/** The mistake is looked for when it is asked for: while a text is typed, most questions are about something else. */
function broken(text: string, limit: number): JsonReading {
  const known: { problem?: Problem } = {};
  const find = (): Problem => {
    const { message, range } = describeSyntax(text, limit);
    return problemAt('invalid_json', `${message} (${placeOf(text, range.offset)})`, range);
  };
  return {
    ok: false,
    code: 'invalid_json',
    get problem() {
      return (known.problem ??= find());
    },
  };
}

function refuse(code: ProblemCode, message: string, range: TextRange): JsonReading {
  return { ok: false, code, problem: problemAt(code, message, range) };
}

function problemAt(code: ProblemCode, message: string, range: TextRange): Problem {
  return toProblem({ code, pointer: '', message }, () => range);
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
