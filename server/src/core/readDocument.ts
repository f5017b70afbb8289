import type { Node } from 'jsonc-parser';
import type { JsonSchema } from '#schemas/bundleSchemas.ts';
import { MAX_VMS, SPEC_BYTES } from '#schemas/limits.ts';
import type { Validator } from '#schemas/validator.ts';
import { tooLargeMessage } from './bytes.ts';
import type { Locate } from './finding.ts';
import { toProblem } from './finding.ts';
import { clipLists } from './json/clipLists.ts';
import { locator } from './json/locator.ts';
import { parseJson, type JsonReading } from './json/parseJson.ts';
import { readStrict } from './json/readStrict.ts';
import { mergeProblems } from './mergeProblems.ts';
import type { Problem } from './problem.ts';
import { schemaFindings } from './schema/schemaFindings.ts';

/** What reading a JSON document brings. */
export interface DocumentReading<T> {
  /** The document; null when there is any problem. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** There are more problems than are listed. */
  readonly truncated: boolean;
  /** Whatever was parsed, valid or not; undefined when the text is not JSON. */
  readonly raw: unknown;
  /** Pointers of all refused values, also of those whose problems are not listed. */
  readonly refused: ReadonlySet<string>;
  /** Values with their positions; null when the text is not JSON. */
  readonly tree: Node | null;
  /** Finds the place of a value. */
  readonly locate: Locate;
}

/** Settings of a reading. */
export interface ReadOptions {
  /** The authored schema: lets a misplaced member be told where it belongs. */
  readonly schema?: JsonSchema;
  /** Bytes of the text as UTF-8. Default: `SPEC_BYTES`. */
  readonly limit?: number;
  /** The text, parsed already by `parseWithin` with the same limit; a reading may change its value. */
  readonly json?: JsonReading;
  /** Most items of any list in the schema. Default: 500, the VMs of a request. */
  readonly longestList?: number;
}

/**
 * Reads any JSON document of ours, strictly, and tells all its problems at once: first what the text itself does
 * wrong, then what the schema refuses. Never throws for what the text holds.
 */
export function readDocument<T>(
  text: string,
  validator: Validator<T>,
  options: ReadOptions = {},
): DocumentReading<T> {
  const { limit = SPEC_BYTES, longestList = MAX_VMS, json = parseWithin(text, limit) } = options;
  if (!json.ok) return unreadable(json.problem);
  const strict = readStrict(text, json, longestList);
  if (strict.refused.size > 0) clipLists(json.value, longestList);
  const locate = locator(json.tree);
  const common = { raw: json.value, tree: json.tree, locate };
  if (validator(json.value) && strict.refused.size === 0) {
    return { ...common, value: json.value, problems: [], truncated: false, refused: strict.refused };
  }
  const schema = schemaFindings(validator.errors ?? [], strict.refused, locate, options.schema);
  const problems = [...strict.problems, ...schema.findings.map((finding) => toProblem(finding, locate))];
  const refused = new Set([...strict.refused, ...schema.refused]);
  return { ...common, value: null, ...mergeProblems(problems), refused };
}

/** Parses a text unless it has more bytes than `limit`. */
export function parseWithin(text: string, limit: number = SPEC_BYTES): JsonReading {
  const size = byteLength(text, limit);
  if (size <= limit) return parseJson(text);
  const message = tooLargeMessage(size, limit);
  const code = 'too_large';
  return { ok: false, code, problem: toProblem({ code, pointer: '', message }, nowhere) };
}

/** Bytes as UTF-8, counted only when they could pass the limit. */
function byteLength(text: string, limit: number): number {
  if (text.length * 3 <= limit) return text.length;
  return text.length > limit ? text.length : new TextEncoder().encode(text).length;
}

function unreadable(problem: Problem): DocumentReading<never> {
  const truncated = false;
  return {
    value: null,
    problems: [problem],
    truncated,
    raw: undefined,
    refused: new Set(['']),
    tree: null,
    locate: nowhere,
  };
}

function nowhere(): { readonly offset: number; readonly length: number } {
  return { offset: 0, length: 0 };
}
