import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkSuite } from './checkSuite.ts';
import { mochaSuite } from './mochaSuite.ts';
import type { Suite } from './suite.ts';
import { vsCodeSuite } from './vsCodeSuite.ts';

/** Folders of `test` that hold no tests, or tests that are asked for by name or run in a way of their own. */
const noSuites = ['bench', 'fixtures', 'support', 'hyperv', 'vscode'];
/** Folders that run first, in this order; every other one follows by name, so that none is forgotten. */
const order = ['architecture', 'unit', 'service', 'cli', 'bundles'];

/** Every suite in the order of the summary. Options go to mocha. */
export function allSuites(root: string, options: readonly string[]): Suite[] {
  return [
    checkSuite(root, 'types', ['node_modules/typescript/bin/tsc', '-b', '--pretty', 'false']),
    checkSuite(root, 'lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']),
    checkSuite(root, 'format', [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      '.',
    ]),
    ...testFolders(join(root, 'test')).map((folder) => mochaSuite(root, folder, options)),
    vsCodeSuite(root, options),
  ];
}

function testFolders(test: string): string[] {
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(test, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !noSuites.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) =>
      readdirSync(join(test, name), { recursive: true }).some((file) => String(file).endsWith('.test.ts')),
    )
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
