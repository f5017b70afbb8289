import { createScanner, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { scanNesting } from './scanNesting.ts';
import { tokenKinds } from './tokenKinds.ts';

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
  // Where each bracket has its partner, they are counted without looking at all the words between them.
  if (scanNesting(text, maxDepth).kind === 'fine') return false;
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let token: number = scanner.scan(); token !== tokenKinds.end; token = scanner.scan()) {
    if (token === tokenKinds.openBrace || token === tokenKinds.openBracket) {
      open.push(token === tokenKinds.openBrace ? tokenKinds.closeBrace : tokenKinds.closeBracket);
      if (open.length > maxDepth) return true;
    } else if (open.at(-1) === token) open.pop();
  }
  return false;
}
