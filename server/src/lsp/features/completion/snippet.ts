import { specSchema } from '#schemas/specSchema.ts';
import { joinPointer, parameterOf } from '#core/pointer.ts';
import { specPart, type SpecPart } from '#core/schema/specPart.ts';
import type { Question } from './question.ts';
import type { Value } from './value.ts';
import { valuesAt } from './values.ts';

/** Values that are offered at one stop; a list that is longer is no help. */
const MOST_CHOICES = 20;

/** Members that an object without required ones begins with, by its name: what most want of it. */
const firstMembers: Readonly<Record<string, readonly string[]>> = { guest: ['ssh_authorized_keys'] };

/** Numbers the stops of one snippet. */
export type Stops = () => number;

export function countStops(): Stops {
  const state = { last: 0 };
  return () => (state.last += 1);
}

/** A value for the member at a pointer, in the snippet syntax of the protocol: objects with all that they require. */
export function valueSnippet(question: Question, pointer: string, stops: Stops): string {
  const part = specPart(pointer);
  if (part?.type === 'object') {
    const names = part.required.size > 0 ? [...part.required] : (firstMembers[parameterOf(pointer)] ?? []);
    return objectSnippet(question, pointer, names, stops);
  }
  if (part?.type !== 'array')
    return part === null ? `$${stops()}` : scalarSnippet(question, pointer, part, stops);
  const item = valueSnippet(question, joinPointer(pointer, 0), stops);
  return item.includes('\n') ? `[\n\t${indented(item)}\n]` : `[${item}]`;
}

/** An object with the given members; on one line when it is short. */
export function objectSnippet(
  question: Question,
  pointer: string,
  names: readonly string[],
  stops: Stops,
): string {
  if (names.length === 0) return `{ $${stops()} }`;
  const members = membersSnippet(question, pointer, names, stops);
  const isShort = names.length <= 3 && members.every((member) => !member.includes('\n'));
  return isShort ? `{ ${members.join(', ')} }` : `{\n\t${indented(members.join(',\n'))}\n}`;
}

/** Members of the object at a pointer, with values. */
export function membersSnippet(
  question: Question,
  pointer: string,
  names: readonly string[],
  stops: Stops,
): string[] {
  return names.map((name) => {
    const value = valueSnippet(question, joinPointer(pointer, name), stops);
    return `${JSON.stringify(name)}: ${value}`;
  });
}

function scalarSnippet(question: Question, pointer: string, part: SpecPart, stops: Stops): string {
  const stop = stops();
  const values = part.type === 'integer' ? [] : choicesOf(valuesAt(question, pointer), part);
  const texts = values.map(({ json }) => inner(json));
  const [text = inner(exampleOf(question, pointer, part))] = texts;
  const placeholder =
    texts.length > 1
      ? `\${${stop}|${texts.map(escapeChoice).join(',')}|}`
      : text === ''
        ? `$${stop}`
        : `\${${stop}:${escapeText(text)}}`;
  return part.type === 'string' ? `"${placeholder}"` : placeholder;
}

/** What is the default needs no writing, so another value comes first. */
function choicesOf(values: readonly Value[], part: SpecPart): readonly Value[] {
  const others = values.filter(({ json }) => json !== part.default);
  return [...others, ...values.filter(({ json }) => json === part.default)].slice(0, MOST_CHOICES);
}

/** What stands in the schema's example of a whole document, or of this member. */
function exampleOf(question: Question, pointer: string, part: SpecPart): unknown {
  const name = parameterOf(pointer);
  if (name === 'num_vms') return valuesAt(question, pointer)[0]?.json ?? 1;
  return exampleVm()[name] ?? part.examples[0] ?? part.allowed[0]?.value ?? part.bound('minimum') ?? '';
}

function exampleVm(): Readonly<Record<string, unknown>> {
  const path = ['examples', 0, 'provisioning_request', 'vms', 0];
  const vm = path.reduce<unknown>(
    (part, key) => (part as Readonly<Record<string, unknown>>)[key],
    specSchema,
  );
  return vm as Readonly<Record<string, unknown>>;
}

/** A value as it is written, a text without its quotes. */
function inner(value: unknown): string {
  const json = JSON.stringify(value);
  return typeof value === 'string' ? json.slice(1, -1) : json;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n\t');
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replaceAll(/[\\$},|]/g, '\\$&');
}

/** A snippet as plain text, for a client that knows no snippets: the first choice at each stop. */
export function plainOf(snippet: string): string {
  const piece = /\\([\\$},|])|\$\{\d+[:|]((?:\\.|[^\\}|,])*)(?:,(?:\\.|[^\\|])*)?\|?\}|\$\d+/g;
  const filled = snippet.replaceAll(
    piece,
    (_all, escaped?: string, text?: string) => escaped ?? (text ?? '').replaceAll(/\\(.)/g, '$1'),
  );
  return filled.replaceAll('\t', '  ');
}
