import ts from 'typescript';
import type { ParsedFile } from './sourceFile.ts';

/** A test or a group of tests, as its source names it. */
export interface TestTitle {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** As far as it is written out: of a title with values in it, what comes before the first. */
  readonly title: string;
}

const TEST_FUNCTIONS: ReadonlySet<string> = new Set(['describe', 'it']);

/** Every title of `describe` and `it` in files of tests and their support. */
export function testTitles(files: readonly ParsedFile[]): TestTitle[] {
  return files.filter(({ path }) => path.startsWith('test/')).flatMap(titlesIn);
}

function titlesIn({ path, tree }: ParsedFile): TestTitle[] {
  const found: TestTitle[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const title = TEST_FUNCTIONS.has(node.expression.text) ? writtenIn(node.arguments[0]) : null;
      if (title !== null) found.push({ path, title });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function writtenIn(title: ts.Expression | undefined): string | null {
  if (title === undefined) return null;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.head.text : null;
}
