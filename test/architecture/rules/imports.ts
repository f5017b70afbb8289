import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, type ParsedFile } from './sourceFile.ts';

/** What a file imports: a file of ours by path, or a package (Node's own modules as `node:`). */
export interface Import {
  readonly to: { readonly file: string } | { readonly package: string };
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
  /** Loaded when it is asked for, not with the file. */
  readonly lazy: boolean;
  readonly line: number;
}

/** Every static, dynamic and re-exporting import of a file. */
export function importsOf(file: ParsedFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, lazy = false): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    found.push({
      to: target(file.path, specifier.text),
      typeOnly,
      lazy,
      line: lineOf(file, specifier.getStart()),
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoad(node.expression)) add(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `import(…)` or `require(…)`. */
function isLoad(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function target(from: string, specifier: string): Import['to'] {
  if (specifier.startsWith('.')) return { file: posix.join(posix.dirname(from), specifier) };
  if (specifier.startsWith('#schemas/')) return { file: specifier.replace('#', '') };
  if (specifier.startsWith('#shared/')) return { file: specifier.replace('#', '') };
  if (specifier.startsWith('#core/')) return { file: specifier.replace('#', 'server/src/') };
  if (specifier.startsWith('node:')) return { package: specifier };
  const parts = specifier.split('/');
  return { package: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}
