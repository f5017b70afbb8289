import { CompletionItemKind } from 'vscode-languageserver';
import { joinPointer } from '#core/pointer.ts';
import { specPart, type SpecPart } from '#core/schema/specPart.ts';
import type { Offer } from './offer.ts';
import type { Question } from './question.ts';
import { countStops, membersSnippet } from './snippet.ts';

/** The members that an object still lacks: first those that it must have, all of them at once and one by one. */
export function memberItems(question: Question): Offer[] {
  const { pointer, siblings, next } = question.place;
  const part = specPart(pointer);
  if (part === null) return [];
  const missing = part.members.filter((name) => !siblings.has(name));
  const required = missing.filter((name) => part.required.has(name));
  const optional = missing.filter((name) => !part.required.has(name));
  const all = required.length > 1 && next !== 'colon' ? [allRequired(question, required)] : [];
  return [...all, ...[...required, ...optional].map((name) => member(question, part, name))];
}

function allRequired(question: Question, names: readonly string[]): Offer {
  const members = membersSnippet(question, question.place.pointer, names, countStops());
  return {
    label: 'all required members',
    snippet: members.join(',\n'),
    kind: CompletionItemKind.Snippet,
    detail: names.join(', '),
  };
}

function member(question: Question, owner: SpecPart, name: string): Offer {
  const { pointer, next } = question.place;
  const key = JSON.stringify(name);
  const part = specPart(joinPointer(pointer, name));
  return {
    label: name,
    // A name that already has a colon behind it is only replaced.
    snippet:
      next === 'colon'
        ? key.replaceAll('$', '\\$')
        : membersSnippet(question, pointer, [name], countStops()).join(''),
    kind: CompletionItemKind.Property,
    detail: detailOf(owner, name, part),
    documentation: part?.description ?? '',
  };
}

function detailOf({ required }: SpecPart, name: string, part: SpecPart | null): string {
  if (required.has(name)) return 'required';
  const { default: standard } = part ?? {};
  return ['string', 'number', 'boolean'].includes(typeof standard) && standard !== ''
    ? `default ${String(standard)}`
    : 'optional';
}
