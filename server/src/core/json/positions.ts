import type { Node } from 'jsonc-parser';

/** A node while it is made. All its members are there from the beginning, which costs the least memory. */
interface Draft {
  type: Node['type'];
  offset: number;
  length: number;
  value?: unknown;
  colonOffset?: number;
  parent?: Draft;
  children?: Draft[];
}

/** Children of a property until they are known. */
const none: Draft[] = [];

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * The values of a text with their positions, as `parseTree` of jsonc-parser gives them. The text must be JSON (the
 * engine's own parser has read it) and not nested deeper than the stack allows: nothing is checked again, which makes
 * this several times faster, and it runs at each keystroke.
 */
export function positionsOf(text: string): Node {
  let at = 0;

  const skipSpace = (): number => {
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt((at += 1));
    return code;
  };
  const stringNode = (parent: Draft | undefined): Draft => {
    const offset = at;
    let escaped = false;
    for (at += 1; text.charCodeAt(at) !== QUOTE; at += 1) {
      if (text.charCodeAt(at) !== BACKSLASH) continue;
      escaped = true;
      at += 1;
    }
    at += 1;
    const value: unknown = escaped ? JSON.parse(text.slice(offset, at)) : text.slice(offset + 1, at - 1);
    return leaf('string', value, offset, at - offset, parent);
  };
  const wordNode = (parent: Draft | undefined): Draft => {
    const offset = at;
    while (isOfWord(text.charCodeAt(at))) at += 1;
    const word = text.slice(offset, at);
    const type = word === 'null' ? 'null' : word === 'true' || word === 'false' ? 'boolean' : 'number';
    const value = type === 'number' ? Number(word) : type === 'null' ? null : word === 'true';
    return leaf(type, value, offset, at - offset, parent);
  };
  const valueNode = (parent: Draft | undefined): Draft => {
    const code = skipSpace();
    if (code === QUOTE) return stringNode(parent);
    return code === OPEN_BRACE || code === OPEN_BRACKET ? containerNode(code, parent) : wordNode(parent);
  };
  const propertyNode = (parent: Draft): Draft => {
    const property = {
      type: 'property' as const,
      offset: at,
      length: 0,
      colonOffset: 0,
      children: none,
      parent,
    };
    const key = stringNode(property);
    skipSpace();
    property.colonOffset = at;
    at += 1;
    property.children = [key, valueNode(property)];
    property.length = at - property.offset;
    return property;
  };
  const containerNode = (opening: number, parent: Draft | undefined): Draft => {
    const isObject = opening === OPEN_BRACE;
    const node = container(isObject ? 'object' : 'array', at, parent);
    const closing = isObject ? CLOSE_BRACE : CLOSE_BRACKET;
    at += 1;
    for (let code = skipSpace(); code !== closing; code = skipSpace()) {
      if (code === COMMA) at += 1;
      else node.children.push(isObject ? propertyNode(node) : valueNode(node));
    }
    at += 1;
    node.length = at - node.offset;
    return node;
  };
  return valueNode(undefined);
}

function leaf(
  type: Node['type'],
  value: unknown,
  offset: number,
  length: number,
  parent: Draft | undefined,
): Draft {
  return parent === undefined ? { type, value, offset, length } : { type, value, offset, length, parent };
}

function container(
  type: 'object' | 'array',
  offset: number,
  parent: Draft | undefined,
): Draft & { children: Draft[] } {
  const children: Draft[] = [];
  return parent === undefined
    ? { type, offset, length: 0, children }
    : { type, offset, length: 0, children, parent };
}

/** Letters, digits, signs and the point, of which numbers and literals consist. */
function isOfWord(code: number): boolean {
  return code > 32 && code !== COMMA && code !== COLON && code !== CLOSE_BRACKET && code !== CLOSE_BRACE;
}
