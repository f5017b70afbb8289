import type { Hover, Position } from 'vscode-languageserver';
import { cursorPlace, type CursorPlace } from '#core/json/cursorPlace.ts';
import { nodeAt } from '#core/json/nodeAt.ts';
import { joinPointer } from '#core/pointer.ts';
import { specPart } from '#core/schema/specPart.ts';
import { markup } from '../../convert/markup.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { Session } from '../../session.ts';
import { aboutHost } from './aboutHost.ts';
import { aboutMember } from './aboutMember.ts';
import { aboutRules } from './aboutRules.ts';
import { aboutValue } from './aboutValue.ts';
import type { Subject } from './subject.ts';

/** Says what is known of the member or value at a position; null where there is none that the schema knows. */
export function explain(session: Session, document: SpecDocument, position: Position): Hover | null {
  // A pointer rests on a character; a cursor stands behind it.
  const place = cursorPlace(document.text, document.lines.offsetAt(position) + 1);
  if (place === null || place.token.length === 0) return null;
  const subject = subjectOf(place, document);
  const part = specPart(subject.pointer);
  if (part === null) return null;
  const sections = [
    ...aboutMember(subject.pointer, part),
    ...aboutValue(subject, part),
    ...aboutHost(subject, session.hostFacts.current()),
    ...aboutRules(subject.pointer, session.documentation),
  ];
  return {
    contents: markup(session.client.textDocument?.hover?.contentFormat, sections.join('\n\n')),
    range: document.rangeOf(place.token),
  };
}

function subjectOf(place: CursorPlace, { tree }: SpecDocument): Subject {
  const pointer = place.kind === 'key' ? joinPointer(place.pointer, place.word) : place.pointer;
  const node = tree === null ? undefined : nodeAt(tree, pointer);
  return { pointer, value: node?.value };
}
