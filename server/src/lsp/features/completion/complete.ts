import type { CompletionItem, Position } from 'vscode-languageserver';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { Session } from '../../session.ts';
import { memberItems } from './memberItems.ts';
import { questionAt } from './question.ts';
import { toItem } from './toItem.ts';
import { valueItems } from './valueItems.ts';

/** What may be written at a position; nothing where JSON allows nothing. */
export function complete(session: Session, document: SpecDocument, position: Position): CompletionItem[] {
  const question = questionAt(session, document, position);
  if (question === null) return [];
  const offers = question.place.kind === 'key' ? memberItems(question) : valueItems(question);
  return offers.map((offer, index) => toItem(session.client, question, offer, index));
}
