import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The words of the extension's code that are translated, `l10n/bundle.l10n.json`: every text that a call of `l10n.t` begins
 * with, and those of the pages. Throws where that is not a literal, which nobody could translate.
 */
export function l10nBundle(root: string): string {
  const found = globSync('client/src/**/*.ts', { cwd: root }).flatMap((path) =>
    wordsIn(path, readFileSync(join(root, path), 'utf8')),
  );
  const pages = globSync('webview/src/**/*.ts', { cwd: root }).flatMap((path) =>
    pageWordsIn(path, readFileSync(join(root, path), 'utf8')),
  );
  const words = [...new Set([...found, ...pages])].sort();
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

/** Members of the tables of a page that hold words for people. */
const wordMembers: ReadonlySet<string> = new Set(['label', 'help', 'title', 'add', 'item', 'byDefault']);

/** The texts of a page: what `say` begins with, and the words of its tables of fields. */
export function pageWordsIn(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const isTable = /Fields?\.ts$|fields\.ts$/.test(path);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say') {
      const [word] = node.arguments;
      if (word !== undefined && ts.isStringLiteralLike(word)) found.push(word.text);
    }
    if (isTable && ts.isPropertyAssignment(node) && wordMembers.has(node.name.getText())) {
      if (ts.isStringLiteralLike(node.initializer)) found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found.filter((word) => word !== '');
}

/** `l10n.t` or `vscode.l10n.t`. */
function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const { expression } = callee;
  if (ts.isIdentifier(expression)) return expression.text === 'l10n';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'l10n';
}
