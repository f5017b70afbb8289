import { joinPointer } from '../pointer.ts';
import { wordOf, type Token } from './scan.ts';

/** An object or list that is open, or the text around all. */
export interface Level {
  readonly kind: 'document' | 'object' | 'list';
  /** Names of the members so far. */
  readonly keys: ReadonlySet<string>;
  /** The member or position whose value is next or was last. */
  readonly segment: string | number;
  /** What must come next for the text to be JSON; `end` stands behind a value. */
  readonly expects: 'key' | 'colon' | 'value' | 'end';
  /** Offset behind the last value. */
  readonly lastEnd: number;
}

/** Follows what is open while a text is read, whatever mistakes it holds. */
export interface Nesting {
  read(token: Token): void;
  /** The innermost level. */
  readonly level: Level;
  /** JSON pointer to the innermost object or list. */
  readonly pointer: string;
}

type Mutable = { -readonly [K in keyof Level]: Level[K] } & { keys: Set<string> };

/** Nothing is open yet. */
export function createNesting(text: string): Nesting {
  const levels: Mutable[] = [open('document')];
  const top = (): Mutable => levels.at(-1) ?? open('document');
  const close = (kind: Level['kind'], end: number): void => {
    const matching = levels.findLastIndex((level) => level.kind === kind);
    // A bracket that closes nothing is passed over.
    if (matching < 0) return;
    levels.splice(matching);
    finishValue(top(), end);
  };
  return {
    get level() {
      return top();
    },
    get pointer() {
      return joinPointer('', ...levels.slice(1, -1).map(({ segment }) => segment));
    },
    read: (token) => {
      const level = top();
      switch (token.kind) {
        case '{':
        case '[':
          if (level.expects === 'end') nextItem(level);
          levels.push(open(token.kind === '{' ? 'object' : 'list'));
          break;
        case '}':
          close('object', token.end);
          break;
        case ']':
          close('list', token.end);
          break;
        case ',':
          nextItem(level);
          break;
        case ':':
          if (level.kind === 'object') level.expects = 'value';
          break;
        case 'string':
        case 'word':
          readWord(text, level, token);
          break;
        case 'line comment':
        case 'block comment':
        case 'end':
      }
    },
  };
}

function open(kind: Level['kind']): Mutable {
  return {
    kind,
    keys: new Set(),
    segment: kind === 'list' ? 0 : '',
    expects: kind === 'object' ? 'key' : 'value',
    lastEnd: 0,
  };
}

function finishValue(level: Mutable, end: number): void {
  level.expects = 'end';
  level.lastEnd = end;
}

function nextItem(level: Mutable): void {
  if (level.kind === 'document') return;
  level.expects = level.kind === 'object' ? 'key' : 'value';
  if (typeof level.segment === 'number') level.segment += 1;
}

function readWord(text: string, level: Mutable, token: Token): void {
  // Behind a value a comma is missing.
  if (level.expects === 'end') nextItem(level);
  if (level.expects !== 'key') {
    finishValue(level, token.end);
    return;
  }
  const name = wordOf(text, token);
  level.segment = name;
  level.keys.add(name);
  level.expects = 'colon';
}
