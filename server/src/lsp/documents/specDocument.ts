import type { Node } from 'jsonc-parser';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver';
import type { JsonReading } from '#core/json/parseJson.ts';
import { recoverTree } from '#core/json/recoverTree.ts';
import type { TextRange } from '#core/problem.ts';
import { parseWithin } from '#core/readDocument.ts';
import { readSpec, type SpecReading } from '#core/readSpec.ts';
import { MAX_DEPTH } from '#schemas/limits.ts';

/** One version of an open document and what is known of it. Not to be kept: the next edit makes it wrong. */
export interface SpecDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Lines and offsets, by the protocol's rules. */
  readonly lines: TextDocument;
  /** What the text is worth, as every door says it. */
  readonly reading: SpecReading;
  /** The text is beyond what is read, in size or depth: nothing but that is said about it. */
  readonly unreadable: boolean;
  /** Values with their positions, as far as they can be made out while the text is being typed; null for nothing. */
  readonly tree: Node | null;
  /** A stretch of the text as lines and UTF-16 columns. */
  readonly rangeOf: (stretch: TextRange) => Range;
}

/** Codes of a text that is not looked into. */
const beyondLimits: ReadonlySet<string> = new Set(['too_large', 'too_deep']);

/** Reads a version of a document; what costs time is done when it is first asked for. */
export function readSpecDocument(lines: TextDocument): SpecDocument {
  const text = lines.getText();
  const read: { json?: JsonReading; reading?: SpecReading; tree?: Node | null } = {};
  const json = (): JsonReading => (read.json ??= parseWithin(text));
  const isUnreadable = (): boolean => {
    const parsed = json();
    return !parsed.ok && beyondLimits.has(parsed.code);
  };
  const findTree = (): Node | null => {
    const parsed = json();
    if (parsed.ok) return parsed.tree;
    return isUnreadable() ? null : recoverTree(text, MAX_DEPTH);
  };
  return {
    uri: lines.uri,
    version: lines.version,
    text,
    lines,
    get reading() {
      return (read.reading ??= readSpec(text, json()));
    },
    get unreadable() {
      return isUnreadable();
    },
    get tree() {
      if (read.tree === undefined) read.tree = findTree();
      return read.tree;
    },
    rangeOf: ({ offset, length }) => ({
      start: lines.positionAt(offset),
      end: lines.positionAt(offset + length),
    }),
  };
}
