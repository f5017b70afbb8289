import { joinPointer } from '../pointer.ts';
import type { TextRange } from '../problem.ts';
import { createNesting, type Level, type Nesting } from './nesting.ts';
import { closes, isComment, isWord, opens, scanFrom, wordOf, type Token } from './scan.ts';

/** Where a cursor stands in a text that may be unfinished: what may be written there, and what it would replace. */
export interface CursorPlace {
  /** The name of a member, or a value. */
  readonly kind: 'key' | 'value';
  /** JSON pointer to the object that a member belongs to, or to the value. */
  readonly pointer: string;
  /** What is there of it already, quotes included; empty at the cursor when there is nothing. */
  readonly token: TextRange;
  /** What that says, without quotes. */
  readonly word: string;
  /** Names of the other members of the object; none for a value. */
  readonly siblings: ReadonlySet<string>;
  /** Offset at which a comma has to be added first; null when none is missing. */
  readonly missingComma: number | null;
  readonly next: Follower;
}

/** What follows a place: a mark, the end of the text, the name of a member, or another value. */
export type Follower = 'colon' | 'comma' | 'close' | 'end' | 'key' | 'value';

/** Finds the place of a cursor; null where JSON allows neither a member nor a value, as within a comment. */
export function cursorPlace(text: string, cursor: number): CursorPlace | null {
  const nesting = createNesting(text);
  const scan = scanFrom(text, 0);
  let token = scan();
  for (; token.kind !== 'end' && isBefore(token, cursor); token = scan()) nesting.read(token);
  if (isComment(token) && token.offset < cursor) return null;
  const touched = isWord(token) && isTouched(token, cursor, nesting.level) ? token : null;
  return placeIn(text, cursor, nesting, touched);
}

/** What one could type on is not over at its end, nor is a line of comment. */
function isBefore(token: Token, cursor: number): boolean {
  return token.end < cursor || (token.end === cursor && !isWord(token) && token.kind !== 'line comment');
}

/** Right before a name something new begins; right before a value one means the value. */
function isTouched(token: Token, cursor: number, { expects }: Level): boolean {
  return token.offset < cursor || (token.offset === cursor && expects === 'value');
}

function placeIn(text: string, cursor: number, nesting: Nesting, touched: Token | null): CursorPlace | null {
  const { level } = nesting;
  const missingComma = level.expects === 'end' ? level.lastEnd : null;
  // Behind a value only a comma may stand. It is added when someone goes on typing, or goes to another line.
  const goesOn = touched !== null || text.slice(level.lastEnd, cursor).includes('\n');
  if (level.expects === 'colon' || (missingComma !== null && (level.kind === 'document' || !goesOn)))
    return null;
  const token = touched === null ? { offset: cursor, length: 0 } : stretchOf(text, touched, cursor);
  const word = touched === null ? '' : wordOf(text, touched);
  const behind = lookBehind(text, token.offset + token.length);
  const place = { token, word, missingComma, next: behind.next };
  if (level.kind === 'object' && level.expects !== 'value') {
    if (touched !== null && !mayBeName(text, touched)) return null;
    const siblings = new Set([...level.keys, ...behind.keys]);
    return { ...place, kind: 'key', pointer: nesting.pointer, siblings };
  }
  // What has a value gets no second one.
  if (level.kind !== 'list' && behind.next === 'value') return null;
  const pointer = level.kind === 'document' ? '' : joinPointer(nesting.pointer, segmentAt(level));
  return { ...place, kind: 'value', pointer, siblings: new Set() };
}

function segmentAt({ segment, expects }: Level): string | number {
  return typeof segment === 'number' && expects === 'end' ? segment + 1 : segment;
}

/** A number or a literal is a value, and no name that someone has begun to type. */
function mayBeName(text: string, token: Token): boolean {
  return token.kind === 'string' || !/^(?:[-\d]|(?:true|false|null)$)/.test(wordOf(text, token));
}

/** All of the word; of a string without its closing quote, which has swallowed its line, what belongs to the cursor. */
function stretchOf(text: string, token: Token, cursor: number): TextRange {
  const { offset, closed } = token;
  if (closed) return { offset, length: token.end - offset };
  const rest = /^[\w.-]*/.exec(text.slice(cursor, token.end))?.[0] ?? '';
  return { offset, length: cursor + rest.length - offset };
}

/** What follows, and the names of the members that come behind in the same object. */
function lookBehind(text: string, offset: number): { readonly next: Follower; readonly keys: Set<string> } {
  const scan = scanFrom(text, offset);
  const read = (): Token => {
    let token = scan();
    while (isComment(token)) token = scan();
    return token;
  };
  const keys = new Set<string>();
  const first = read();
  let next: Follower | null = isWord(first) ? null : followerOf(first);
  let depth = 0;
  for (
    let before = first, token = first;
    token.kind !== 'end' && depth >= 0;
    before = token, token = read()
  ) {
    if (opens(token)) depth += 1;
    else if (closes(token)) depth -= 1;
    const named = depth === 0 && token.kind === ':' && isWord(before);
    if (named) keys.add(wordOf(text, before));
    if (before === first && token !== first) next ??= named ? 'key' : 'value';
  }
  return { next: next ?? 'value', keys };
}

function followerOf(token: Token): Follower {
  if (token.kind === ':') return 'colon';
  if (token.kind === ',') return 'comma';
  if (token.kind === 'end') return 'end';
  return closes(token) ? 'close' : 'value';
}
