import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Ways to look at the clock, to roll dice or to wait that a layer gets handed in instead, so that tests hold them still. */
const impureProperties = [
  { object: 'Date', property: 'now', message: 'Take the time from the injected clock.' },
  { object: 'Math', property: 'random', message: 'Take randomness from the injected source.' },
];
const timers = ['setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Take timers from the injected clock.',
}));
const currentDate = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'Take the time from the injected clock.',
};

/** Forms that are not used anywhere. */
const restrictedSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  {
    selector:
      'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
    message: 'Modules hold no mutable state: pass it.',
  },
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A double assertion hides an error: narrow or validate.',
  },
];

const nodeModules = { regex: '^node:', message: 'This layer is pure: no input, output or machine.' };
/** Refuses imports of the named folders, whether by alias or by a relative path. */
const folders = (...names) => ({
  regex: `(^#|\\.\\./|server/src/)(${names.join('|')})(/|$)`,
  message: 'The folder table of the architecture test does not allow this import.',
});
const layer = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

export default defineConfig(
  globalIgnores([
    'node_modules',
    'dist',
    'out',
    'coverage',
    'schemas/generated',
    'test-results',
    '.vscode-test',
    '.practice',
  ]),
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `== null` means null or undefined, and nothing else does so briefly.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true, 'ts-check': true },
      ],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          caughtErrorsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // Numbers and booleans have one obvious text.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Text is taken apart by code points, on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // `() => void call()` says no more than `() => call()`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Data types are written with the word that fits: both are used.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // A route without a query has no members, and says so.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // A type parameter that names the answer's type at the call is how row and message readers are written.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  layer(['schemas/**/*.ts'], nodeModules, folders('core', 'host', 'cli', 'lsp', 'client', 'webview', 'test')),
  // Read the authored schemas from disk; run at build time only.
  layer(
    ['schemas/ajv.ts', 'schemas/bundleSchemas.ts'],
    folders('core', 'host', 'cli', 'lsp', 'client', 'test'),
  ),
  layer(['shared/**/*.ts'], folders('core', 'host', 'cli', 'lsp', 'client', 'webview', 'test', 'scripts')),
  layer(['webview/**/*.ts'], nodeModules, folders('core', 'host', 'cli', 'lsp', 'client', 'test', 'scripts')),
  layer(['client/**/*.ts'], folders('core', 'host', 'cli', 'lsp', 'webview', 'test', 'scripts')),
  layer(['server/src/core/**/*.ts'], nodeModules, folders('host', 'cli', 'lsp', 'client', 'webview', 'test')),
  layer(['server/src/lsp/**/*.ts'], folders('host', 'cli', 'client', 'webview', 'test', 'scripts')),
  layer(['server/src/host/**/*.ts'], folders('cli', 'lsp', 'client', 'webview', 'test', 'scripts')),
  layer(['server/src/cli/**/*.ts'], folders('webview', 'test', 'scripts')),
  {
    files: ['server/src/core/**/*.ts', 'schemas/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-globals': ['error', ...timers, 'fetch', 'process'],
      'no-restricted-syntax': ['error', ...restrictedSyntax, currentDate],
    },
  },
  {
    files: ['server/src/host/**/*.ts', 'server/src/lsp/**/*.ts'],
    ignores: ['server/src/host/**/clock.ts', 'server/src/host/**/random.ts', 'server/src/lsp/clock.ts'],
    rules: {
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-globals': ['error', ...timers],
      'no-restricted-syntax': ['error', ...restrictedSyntax, currentDate],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Answers of a server are compared with what is expected: the assertion is the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // A fake fulfils an asynchronous port without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: { 'no-undef': 'off', 'no-var': 'error', 'prefer-const': 'error', eqeqeq: 'error' },
  },
);
