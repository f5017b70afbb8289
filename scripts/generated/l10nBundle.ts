import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The words of the extension's code that are translated, `l10n/bundle.l10n.json`: every text that a call of `l10n.t` begins
 * with. Throws where that is not a literal, which nobody could translate.
 */
export function l10nBundle(root: string): string {
  const found = globSync('client/src/**/*.ts', { cwd: root }).flatMap((path) =>
    wordsIn(path, readFileSync(join(root, path), 'utf8')),
  );
  const words = [...new Set(found)].sort();
  return `${JSON.stringify(Object.fromEntries(words.map((word) => [word, word])), null, 2)}\n`;
}

/** The texts of the calls of `l10n.t` in a file. */
export function wordsIn(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [word] = node.arguments;
      if (word === undefined || !ts.isStringLiteralLike(word)) {
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        throw new Error(`${path}:${line}: the text of l10n.t must be a literal`);
      }
      found.push(word.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** `l10n.t` or `vscode.l10n.t`. */
function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const { expression } = callee;
  if (ts.isIdentifier(expression)) return expression.text === 'l10n';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'l10n';
}
