import { createScanner, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';

/** Kinds of token as the scanner numbers them; its enum cannot be read with isolated modules. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END = 17;

/**
 * What can be made out of a text that is being typed: the values found around its mistakes, comments allowed. Null when
 * nothing is found, or when a parser, which recurses, would go deeper than `maxDepth`.
 */
export function recoverTree(text: string, maxDepth: number): Node | null {
  if (isDeeper(text, maxDepth)) return null;
  return parseTree(text, [], { allowTrailingComma: true }) ?? null;
}

/**
 * A bracket that has no partner counts as open until the end: recovering from mistakes, a parser never holds more
 * brackets open than that.
 */
function isDeeper(text: string, maxDepth: number): boolean {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) {
      open.push(token === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
      if (open.length > maxDepth) return true;
    } else if (open.at(-1) === token) open.pop();
  }
  return false;
}
