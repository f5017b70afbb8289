import ts from 'typescript';
import { lineOf, type ParsedFile, type Rule, type Violation } from './sourceFile.ts';

/** Methods that change the array, map or set that they are called on. */
const mutators = new Set([
  ...['set', 'add', 'delete', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);
/** Exported with one of these types, a container cannot be changed from outside either. */
const readonlyType = /^(Readonly(Map|Set|Array)?<|readonly )/;

/** Modules hold no state that changes: no variable, no container that is written to, no writable static member. */
export const noModuleState: Rule = (files) =>
  files.flatMap((file) => {
    const variables = file.tree.statements.filter(ts.isVariableStatement);
    const found = [
      ...variables.flatMap((statement) => variableViolations(file, statement)),
      ...staticMembers(file),
    ];
    return found.map(({ node, message }): Violation => ({
      path: file.path,
      message: `line ${lineOf(file, node.getStart())}: ${message}`,
    }));
  });

interface Found {
  readonly node: ts.Node;
  readonly message: string;
}

function variableViolations(file: ParsedFile, statement: ts.VariableStatement): Found[] {
  const constant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  if (!constant) return [{ node: statement, message: 'a module-level variable: pass the state' }];
  const exported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return statement.declarationList.declarations.flatMap((declaration): Found[] => {
    const { name, initializer, type } = declaration;
    if (!ts.isIdentifier(name)) return [];
    if (isMutated(file.tree, name.text))
      return [{ node: declaration, message: `${name.text} is changed: pass the state` }];
    const open = exported && isEmptyContainer(initializer) && !readonlyType.test(type?.getText() ?? '');
    return open
      ? [{ node: declaration, message: `${name.text} can be changed from outside: type it as readonly` }]
      : [];
  });
}

/** An empty container has no purpose but to be filled. */
function isEmptyContainer(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isNewExpression(node)) {
    const empty = node.arguments === undefined || node.arguments.length === 0;
    return empty && ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'].includes(node.expression.getText());
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  return ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

function isMutated(tree: ts.SourceFile, name: string): boolean {
  let mutated = false;
  const visit = (node: ts.Node): void => {
    const target = changedBy(node);
    if (target !== undefined && rootName(target) === name && !isShadowed(node, name)) mutated = true;
    if (!mutated) ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutated;
}

/** The expression that a node writes to, if it writes. */
function changedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return member(node.left);
  if (ts.isDeleteExpression(node)) return member(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const counts =
      node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    return counts ? member(node.operand) : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression) && mutators.has(expression.name.text))
    return expression.expression;
  return expression.getText() === 'Object.assign' ? node.arguments[0] : undefined;
}

/** Only members can be written on a constant. */
function member(node: ts.Expression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node : undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `a` of `a`, `a.b` and `a[0].b`. */
function rootName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return rootName(node.expression);
  return undefined;
}

/** Whether a function or block around the node declares the name anew. */
function isShadowed(node: ts.Node, name: string): boolean {
  for (let scope = node.parent; !ts.isSourceFile(scope); scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((parameter) => declares(parameter.name, name)))
      return true;
    if (ts.isBlock(scope) && scope.statements.some((statement) => declaresIn(statement, name))) return true;
    if (ts.isForOfStatement(scope) && listDeclares(scope.initializer, name)) return true;
    if (ts.isForStatement(scope) && listDeclares(scope.initializer, name)) return true;
  }
  return false;
}

function declaresIn(statement: ts.Statement, name: string): boolean {
  return ts.isVariableStatement(statement) && listDeclares(statement.declarationList, name);
}

function listDeclares(list: ts.ForInitializer | undefined, name: string): boolean {
  return (
    list !== undefined &&
    ts.isVariableDeclarationList(list) &&
    list.declarations.some((one) => declares(one.name, name))
  );
}

function declares(binding: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name;
  return binding.elements.some((element) => ts.isBindingElement(element) && declares(element.name, name));
}

function staticMembers({ tree }: ParsedFile): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const flags = ts.isPropertyDeclaration(node) ? ts.getCombinedModifierFlags(node) : ts.ModifierFlags.None;
    const writable = (flags & ts.ModifierFlags.Static) !== 0 && (flags & ts.ModifierFlags.Readonly) === 0;
    if (writable) found.push({ node, message: 'a writable static member: pass the state' });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
