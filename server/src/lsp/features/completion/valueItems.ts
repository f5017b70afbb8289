import { CompletionItemKind } from 'vscode-languageserver';
import { specPart, type SpecPart } from '#core/schema/specPart.ts';
import type { Offer } from './offer.ts';
import type { Question } from './question.ts';
import { countStops, objectSnippet, valueSnippet } from './snippet.ts';
import type { Value } from './value.ts';
import { valuesAt } from './values.ts';

/** Objects that are written as a whole, by the title of their schema. */
const wholes: Readonly<
  Record<string, readonly { readonly label: string; readonly more: readonly string[] }[]>
> = {
  SpecFile: [{ label: 'VM specification', more: [] }],
  VmSpec: [
    { label: 'VM', more: [] },
    { label: 'several equal VMs', more: ['copies'] },
  ],
  DataDisk: [
    { label: 'data disk', more: [] },
    { label: 'data disk on another volume', more: ['volume'] },
  ],
  NetworkAdapter: [
    { label: 'network adapter', more: [] },
    { label: 'network adapter in a VLAN', more: ['vlan_id'] },
  ],
};

/** The values that may be written: those that are known, and whole objects and lists. */
export function valueItems(question: Question): Offer[] {
  const { pointer } = question.place;
  const part = specPart(pointer);
  if (part === null) return [];
  if (part.type === 'object') return objects(question, part);
  if (part.type === 'array') return [list(question, part)];
  return valuesAt(question, pointer).map((value) => valueOffer(value, part));
}

function objects(question: Question, part: SpecPart): Offer[] {
  const { pointer } = question.place;
  const found = wholes[part.title ?? ''] ?? [{ label: '{ }', more: [] }];
  return found.map(({ label, more }) => ({
    label,
    snippet: objectSnippet(question, pointer, [...part.required, ...more], countStops()),
    kind: CompletionItemKind.Snippet,
    documentation: part.description,
  }));
}

function list(question: Question, part: SpecPart): Offer {
  return {
    label: '[ ]',
    snippet: valueSnippet(question, question.place.pointer, countStops()),
    kind: CompletionItemKind.Snippet,
    documentation: part.description,
  };
}

function valueOffer({ json, detail, documentation }: Value, part: SpecPart): Offer {
  const text = JSON.stringify(json);
  return {
    label: String(json),
    snippet: text.replaceAll(/[\\$}]/g, '\\$&'),
    typed: text,
    kind: part.allowed.length > 0 ? CompletionItemKind.EnumMember : CompletionItemKind.Value,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
  };
}
