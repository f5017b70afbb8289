import { freeName } from '#core/freeName.ts';
import { specPart } from '#core/schema/specPart.ts';
import { entryOf } from './question.ts';
import type { ValueSource } from './value.ts';

/** Names that go on with those of the other VMs and that nobody has, on the host either. */
export const vmNames: ValueSource = (question, pointer) => {
  const own = entryOf(question, pointer);
  const others = question.entries.filter((entry) => entry !== own && entry.name !== null);
  const onHost = question.host?.facts.vm_names ?? [];
  const taken = new Set(
    [...others.flatMap(({ names }) => names), ...onHost].map((name) => name.toLowerCase()),
  );
  const copies = own?.at('/copies') === undefined ? {} : { copies: own.copies };
  // One of each way of naming, the last: the next number after it is the likeliest to be free.
  const last = new Map(others.map(({ name }) => [name?.replace(/\d+$/, '') ?? '', name]));
  const models = [...last.values()].flatMap((name) => name ?? []).reverse();
  const names =
    models.length === 0
      ? firstNames(pointer, taken)
      : models.flatMap((vm_name) => freeName({ vm_name, ...copies }, taken) ?? []);
  return [...new Set(names)].slice(0, MOST).map((json) => ({ json, detail: 'next free name' }));
};

/** The schema's example, or one like it. */
function firstNames(pointer: string, taken: ReadonlySet<string>): string[] {
  const example = specPart(pointer)?.examples[0];
  if (typeof example !== 'string') return [];
  const name = taken.has(example.toLowerCase()) ? freeName({ vm_name: example }, taken) : example;
  return name === null ? [] : [name];
}

/** Ways of naming that are gone on with. */
const MOST = 8;

/** Words that other VMs of the document have. */
export const tags: ValueSource = (question, pointer) => {
  const own = entryOf(question, pointer);
  const there = (own?.at('/tags')?.children ?? []).map(({ value }): unknown => value);
  const used = question.entries.flatMap((entry) => entry.at('/tags')?.children ?? []);
  const words = used.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...new Set(words)].filter((word) => !there.includes(word)).map((json) => ({ json }));
};
