import ts from 'typescript';
import { lineOf, type ParsedFile, type Rule } from './sourceFile.ts';

/** Comments that silence a checker. */
const silencer =
  /eslint-disable|@ts-(?:ignore|expect-error|nocheck)|prettier-ignore|c8 ignore|istanbul ignore/;

/** No checker is silenced: neither by a comment nor by `any`. */
export const noSuppressions: Rule = (files) =>
  files.flatMap((file) => [
    ...comments(file).flatMap(({ text, line }) => {
      const words = silencer.exec(text)?.[0];
      return words === undefined
        ? []
        : [{ path: file.path, message: `line ${line}: a comment says ${words}` }];
    }),
    ...anyAssertions(file).map((line) => ({ path: file.path, message: `line ${line}: asserts \`any\`` })),
  ]);

function comments(file: ParsedFile): { readonly text: string; readonly line: number }[] {
  const { text } = file.tree;
  const starts = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    const around = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const { pos, end } of around) starts.set(pos, end);
    node.getChildren().forEach(visit);
  };
  visit(file.tree);
  return [...starts].map(([pos, end]) => ({ text: text.slice(pos, end), line: lineOf(file, pos) }));
}

function anyAssertions(file: ParsedFile): number[] {
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    const asserts = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
    if (asserts && node.type.kind === ts.SyntaxKind.AnyKeyword) lines.push(lineOf(file, node.getStart()));
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return lines;
}
