import {
  InsertTextFormat,
  InsertTextMode,
  TextEdit,
  type ClientCapabilities,
  type CompletionItem,
} from 'vscode-languageserver';
import { markup } from '../../convert/markup.ts';
import type { Offer } from './offer.ts';
import type { Question } from './question.ts';
import { plainOf } from './snippet.ts';

/** An offer as the protocol has it: replaces what is there of it, and keeps the commas around it right. */
export function toItem(
  { textDocument }: ClientCapabilities,
  question: Question,
  offer: Offer,
  index: number,
): CompletionItem {
  const { document, place } = question;
  const able = textDocument?.completion?.completionItem;
  const { token, missingComma, next } = place;
  const snippets = able?.snippetSupport === true;
  // A client indents a snippet like the line that it goes to; a plain text it takes as it is.
  const body = snippets
    ? offer.snippet
    : plainOf(offer.snippet).replaceAll('\n', `\n${indentationOf(question)}`);
  const mode = snippets ? InsertTextMode.adjustIndentation : InsertTextMode.asIs;
  const joined = missingComma === token.offset;
  const newText = `${joined ? ',' : ''}${body}${next === 'key' || next === 'value' ? ',' : ''}`;
  const quoted = document.text.startsWith('"', token.offset);
  return {
    label: offer.label,
    kind: offer.kind,
    ...(offer.detail === undefined ? {} : { detail: offer.detail }),
    ...(offer.documentation === undefined
      ? {}
      : { documentation: markup(able?.documentationFormat, offer.documentation) }),
    sortText: String(index).padStart(3, '0'),
    filterText: quoted ? (offer.typed ?? JSON.stringify(offer.label)) : offer.label,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(able?.insertTextModeSupport?.valueSet.includes(mode) === true ? { insertTextMode: mode } : {}),
    textEdit: TextEdit.replace(document.rangeOf(token), newText),
    ...(missingComma === null || joined
      ? {}
      : { additionalTextEdits: [TextEdit.insert(document.lines.positionAt(missingComma), ',')] }),
  };
}

function indentationOf({ document: { text }, place }: Question): string {
  const line = text.slice(text.lastIndexOf('\n', place.token.offset - 1) + 1, place.token.offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
