import { createScanner } from 'jsonc-parser';
import { tokenKinds } from '#core/json/tokenKinds.ts';
import type { Change } from '#shared/edit/change.ts';
import type { Fix, Fixer } from '../fix.ts';
import { certain, likely } from './parts.ts';

interface Token {
  readonly kind: number;
  readonly offset: number;
  readonly length: number;
}

/** Mends what people write who think of JSON with comments, or of paths without escapes. */
export const plainJson: Fixer = ({ range }, { document }) => {
  const { text } = document;
  const all = tokensOf(text);
  return [...withoutExtras(text, all), ...escaped(text, all, range.offset)];
};

/** JSON without the byte order mark. */
export const withoutMark: Fixer = () => [
  { title: 'Remove the byte order mark', changes: [{ offset: 0, length: 1, content: '' }], ...certain },
];

function withoutExtras(text: string, all: readonly Token[]): Fix[] {
  const comments = all.filter(isComment).map((token) => comment(text, token));
  const commas = trailingCommas(all);
  const changes = [...comments, ...commas.filter((comma) => !comments.some((one) => covers(one, comma)))];
  const what = [
    ...(comments.length > 0 ? ['comments'] : []),
    ...(commas.length > 0 ? ['trailing commas'] : []),
  ].join(' and ');
  return changes.length === 0 ? [] : [{ title: `Remove ${what}`, changes, ...certain }];
}

/** A comment with the space before it; one that has lines to itself goes with them. */
function comment(text: string, { offset, length }: Token): Change {
  const before = /[ \t]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const start = offset - before;
  const end = offset + length;
  const alone = start === 0 || /[\r\n]/.test(text.charAt(start - 1));
  const rest = alone ? /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end))?.[0].length : undefined;
  return { offset: start, length: end - start + (rest ?? 0), content: '' };
}

function covers(change: Change, { offset }: Change): boolean {
  return change.offset <= offset && offset < change.offset + change.length;
}

function trailingCommas(all: readonly Token[]): Change[] {
  const solid = all.filter(
    (token) => !isComment(token) && token.kind !== tokenKinds.space && token.kind !== tokenKinds.lineBreak,
  );
  return solid.flatMap(({ kind, offset, length }, index) => {
    const next = solid[index + 1]?.kind;
    const closes = next === tokenKinds.closeBrace || next === tokenKinds.closeBracket;
    return kind === tokenKinds.comma && closes ? [{ offset, length, content: '' }] : [];
  });
}

/** Every single backslash of the text at the fault is written twice. */
function escaped(text: string, all: readonly Token[], fault: number): Fix[] {
  const token = all.find(
    ({ kind, offset, length }) => kind === tokenKinds.string && offset <= fault && fault < offset + length,
  );
  const written = token === undefined ? '' : text.slice(token.offset, token.offset + token.length);
  if (token === undefined || !/^"[A-Za-z]:\\(?!\\)/.test(written)) return [];
  const content = written.replaceAll(/\\+/g, (run) => (run.length % 2 === 1 ? `${run}\\` : run));
  const { offset, length } = token;
  return [{ title: 'Write every backslash twice', changes: [{ offset, length, content }], ...likely }];
}

function isComment({ kind }: Token): boolean {
  return kind === tokenKinds.lineComment || kind === tokenKinds.blockComment;
}

function tokensOf(text: string): Token[] {
  const scanner = createScanner(text, false);
  const all: Token[] = [];
  for (let kind: number = scanner.scan(); kind !== tokenKinds.end; kind = scanner.scan()) {
    all.push({ kind, offset: scanner.getTokenOffset(), length: scanner.getTokenLength() });
  }
  return all;
}
