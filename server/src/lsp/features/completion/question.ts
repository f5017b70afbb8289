import { cursorPlace, type CursorPlace } from '#core/json/cursorPlace.ts';
import { vmEntries, type VmEntry } from '#core/json/vmEntries.ts';
import type { Position } from 'vscode-languageserver';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import type { Session } from '../../session.ts';

/** What is asked for, and what is known that an answer can be made of. */
export interface Question {
  readonly document: SpecDocument;
  readonly place: CursorPlace;
  readonly host: KnownHost | null;
  /** The VMs of the document. */
  readonly entries: readonly VmEntry[];
}

/** Null where nothing may be written. */
export function questionAt(session: Session, document: SpecDocument, position: Position): Question | null {
  const place = cursorPlace(document.text, document.lines.offsetAt(position));
  if (place === null) return null;
  return { document, place, host: session.hostFacts.current(), entries: vmEntries(document.tree) };
}

/** The VM that a pointer leads into; undefined while it cannot be made out. */
export function entryOf({ entries }: Question, pointer: string): VmEntry | undefined {
  return entries.find((entry) => pointer === entry.pointer || pointer.startsWith(`${entry.pointer}/`));
}
