import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missedBy, type Measurement } from '../bench/figure.ts';
import type { Goal } from '../support/goals/goals.ts';
import type { Measured } from '../support/goals/measured.ts';
import type { Part } from './part.ts';

/** Minutes that one figure may take. */
const MOST_MINUTES = 20;

/** A figure of the bench that says something about a goal. */
interface GoalFigure {
  readonly figure: string;
  readonly goal: Goal;
  /** Which of its numbers do; those without a target never count. */
  readonly numbers: RegExp;
}

const goalFigures: readonly GoalFigure[] = [
  { figure: 'start', goal: 'G6', numbers: /^start to listening/ },
  { figure: 'recovery', goal: 'G6', numbers: /./ },
  { figure: 'latency', goal: 'G9', numbers: /./ },
  { figure: 'abuse', goal: 'G10', numbers: /./ },
  { figure: 'lsp', goal: 'G12', numbers: /^diagnostics after a keystroke/ },
];

/** Measures times, so it is alone. */
export function figureParts(): Part[] {
  return goalFigures.map(({ figure, goal, numbers }) => ({
    name: `bench ${figure}`,
    goals: [goal],
    when: 'alone',
    run: async ({ root, folder, children }) => {
      const { code, output } = await children.run({
        file: process.execPath,
        argv: [join('test', 'bench', 'runBench.ts'), figure],
        cwd: root,
        log: join(folder, 'output.txt'),
        minutes: MOST_MINUTES,
      });
      const file = /^Raw numbers: (.+)$/m.exec(output)?.[1];
      if (file === undefined)
        return { lines: [], failures: [`npm run bench -- ${figure} ended with ${code ?? 'a signal'}`] };
      const { measurements } = JSON.parse(readFileSync(file, 'utf8')) as { measurements: Measurement[] };
      const lines = measurements
        .filter(({ what, target }) => numbers.test(what) && target !== null)
        .map((one) => lineOf(figure, goal, one));
      return { lines, failures: lines.length === 0 ? [`${figure} measures nothing of ${goal}`] : [] };
    },
  }));
}

function lineOf(figure: string, goal: Goal, measurement: Measurement): Measured {
  const { what, value, unit, target } = measurement;
  const bound = target === null ? '' : ` (${target.bound} ${target.value})`;
  const result = `${Number(value.toFixed(value < 100 ? 1 : 0))} ${unit}`.trim() + bound;
  return { goal, tried: `bench ${figure}: ${what}`, result, reached: missedBy(measurement) <= 0 };
}
