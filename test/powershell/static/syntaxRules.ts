import type { Problem, Rule } from './problem.ts';

/** Nodes of the syntax tree that Windows PowerShell 5.1 does not know, or that this project does not use. */
const NODES = new Set([
  'TernaryExpressionAst',
  'PipelineChainAst',
  'UsingStatementAst',
  'TypeDefinitionAst',
  'ConfigurationDefinitionAst',
  'DynamicKeywordStatementAst',
  'TrapStatementAst',
  'DataStatementAst',
]);

/** Tokens of PowerShell 7. */
const TOKENS = new Set(['QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket']);

/** Short names of types that 5.1 resolves: its accelerators, and types of the name space System. */
const TYPES = new Set(
  (
    'array bool byte char datetime decimal double float guid hashtable int int16 int32 int64 long math object ' +
    'ordered pscustomobject psobject regex sbyte scriptblock single string switch timespan type uint16 uint32 uint64 ' +
    'uri version void xml bitconverter console convert environment exception'
  ).split(' '),
);

const parses: Rule = ({ facts }) => facts.errors.map(({ line, id }) => ({ rule: 'parse', line, text: id }));

/** Windows PowerShell reads a script without a byte order mark in the machine's code page. */
const isAscii: Rule = ({ text }) =>
  text.split('\n').flatMap((line, index): Problem[] =>
    // Tab and the characters from space to tilde, and a carriage return at the end.
    /^[\t\x20-\x7e]*\r?$/.test(line) ? [] : [{ rule: 'ascii', line: index + 1, text: line }],
  );

const isOldSyntax: Rule = ({ facts }) => [
  ...facts.syntax
    .filter(({ kind }) => NODES.has(kind))
    .map(({ kind, line }): Problem => ({ rule: 'syntax', line, text: kind })),
  ...facts.tokens
    .filter(({ kind }) => TOKENS.has(kind))
    .map(({ kind, line }): Problem => ({ rule: 'syntax', line, text: kind })),
  ...facts.background.map((line): Problem => ({ rule: 'syntax', line, text: 'background pipeline' })),
];

const typesExist: Rule = ({ facts }) =>
  facts.types.flatMap(({ name, line }): Problem[] => {
    const plain = name.replace(/\[.*$/, '').toLowerCase();
    return plain.includes('.') || TYPES.has(plain) ? [] : [{ rule: 'type', line, text: name }];
  });

/** A function fits a screen and says in its help what it is for. */
const functionsAreSmall: Rule = ({ facts }) =>
  facts.functions.flatMap(({ name, lines, help, line }): Problem[] => [
    ...(lines > 55 ? [{ rule: 'function' as const, line, text: `${name} has ${String(lines)} lines` }] : []),
    ...(help ? [] : [{ rule: 'function' as const, line, text: `${name} has no help` }]),
  ]);

/** Rules about how a script is written. */
export const syntaxRules: readonly Rule[] = [parses, isAscii, isOldSyntax, typesExist, functionsAreSmall];
