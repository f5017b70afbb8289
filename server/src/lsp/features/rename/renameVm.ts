import {
  LSPErrorCodes,
  ResponseError,
  TextEdit,
  type Position,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { vmEntries } from '#core/json/vmEntries.ts';
import { checkAgainstFacts } from '#core/hostFacts/checkAgainstFacts.ts';
import type { Problem } from '#core/problem.ts';
import { readSpec, type SpecReading } from '#core/readSpec.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { sayHost } from '../../hostFacts/sayHost.ts';
import type { Session } from '../../session.ts';

/** The name of a VM where it is written, without its quotes. */
interface WrittenName {
  readonly name: string;
  readonly range: Range;
  /** JSON pointer to it. */
  readonly pointer: string;
}

/** The name that a position is in; null where there is none. */
export function nameUnder({ tree, lines, rangeOf }: SpecDocument, position: Position): WrittenName | null {
  const offset = lines.offsetAt(position);
  for (const entry of vmEntries(tree)) {
    const node = entry.at('/vm_name');
    if (entry.name === null || node === undefined) continue;
    if (offset < node.offset || offset > node.offset + node.length) continue;
    const range = rangeOf({ offset: node.offset + 1, length: node.length - 2 });
    return { name: entry.name, range, pointer: `${entry.pointer}/vm_name` };
  }
  return null;
}

/** The change that gives a VM another name, or why it cannot have it, in the words of whoever would refuse it. */
export function renamed(
  session: Session,
  document: SpecDocument,
  position: Position,
  newName: string,
): WorkspaceEdit | ResponseError<never> | null {
  const found = nameUnder(document, position);
  if (found === null) return null;
  const edit = TextEdit.replace(found.range, JSON.stringify(newName).slice(1, -1));
  const refusal = refusalOf(document, found, edit, session.hostFacts.current());
  if (refusal === undefined) return { changes: { [document.uri]: [edit] } };
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, refusal.message);
}

/** An error of the new name itself, or one that the document has only with it. A text that is no JSON cannot be judged. */
function refusalOf(
  document: SpecDocument,
  { pointer }: WrittenName,
  edit: TextEdit,
  host: KnownHost | null,
): Problem | undefined {
  const { lines, reading } = document;
  if (reading.tree === null) return reading.problems[0];
  const known = new Set(errorsOf(reading, host).map(keyOf));
  const after = readSpec(TextDocument.applyEdits(lines, [edit]));
  return errorsOf(after, host).find((problem) => problem.pointer === pointer || !known.has(keyOf(problem)));
}

function errorsOf({ problems, readable, locate }: SpecReading, host: KnownHost | null): Problem[] {
  const ofHost =
    host === null
      ? []
      : checkAgainstFacts(readable, host.facts, locate).map((problem) => sayHost(problem, host));
  return [...problems, ...ofHost].filter(({ severity }) => severity === 'error');
}

function keyOf({ code, pointer }: Problem): string {
  return JSON.stringify([code, pointer]);
}
