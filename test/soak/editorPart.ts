import { join } from 'node:path';
import { goalsIn, titlesOf, type GoalTests } from './goalTests.ts';
import { soakVariables, readLines } from './goalLines.ts';
import type { Part } from './part.ts';

const MOST_MINUTES = 30;

/** Whether the tests of this file need a real VS Code. */
export function isInEditor({ file }: GoalTests): boolean {
  return file.startsWith('test/vscode/');
}

/** The tests that need a real VS Code, which is too slow for them when it has half a machine. */
export function editorPart(tests: readonly GoalTests[]): Part {
  const goals = goalsIn(tests);
  return {
    name: 'vscode',
    goals,
    when: 'alone',
    run: async ({ root, folder, children }) => {
      const { code, output } = await children.run({
        file: process.execPath,
        argv: [join('scripts', 'test.ts'), 'vscode', '--grep', titlesOf(goals)],
        cwd: root,
        env: soakVariables(folder),
        log: join(folder, 'output.txt'),
        minutes: MOST_MINUTES,
      });
      const skipped = output.split('\n').filter((line) => line.startsWith('skipped: '));
      return { lines: readLines(folder), failures: code === 0 ? skipped : [output.slice(-3000)] };
    },
  };
}
