import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Goal } from '../support/goals/goals.ts';
import { isGoal } from './options.ts';

/** A file of tests with the goals that titles in it begin with. */
export interface GoalTests {
  /** From the root of the repository, with `/`. */
  readonly file: string;
  readonly goals: readonly Goal[];
}

/** How a goal stands in a title, which may be in a table. What only looks like one leads to a run of no test. */
const inTitle = /\b(G\d+|S\d): /g;

/** Every file of tests below `test` that proves a goal. */
export function goalTests(root: string): GoalTests[] {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((path) => `test/${String(path).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const found = [...text.matchAll(inTitle)].map(([, goal = '']) => goal).filter(isGoal);
      return found.length === 0 ? [] : [{ file, goals: [...new Set(found)] }];
    });
}

/** The goals of all these files, each once. */
export function goalsIn(tests: readonly GoalTests[]): Goal[] {
  return [...new Set(tests.flatMap(({ goals }) => goals))];
}

/** What mocha selects tests of these goals by. */
export function titlesOf(goals: readonly Goal[]): string {
  return `\\b(${goals.join('|')}): `;
}
