import { goals, type Goal } from '../support/goals/goals.ts';
import type { EndedPart } from './part.ts';

/** One line of the table: what was tried for a goal and what came out. */
export interface Verdict {
  readonly goal: Goal;
  readonly tried: string;
  readonly result: string;
  readonly reached: boolean;
}

/** Every goal with what was measured of it; a goal of which nothing was measured is missed. */
export function verdictsOf(wanted: readonly Goal[], ended: readonly EndedPart[]): Verdict[] {
  return wanted.flatMap((goal) => {
    const lines: Verdict[] = ended.flatMap((part) => part.lines.filter((line) => line.goal === goal));
    const failed = ended
      .filter(({ part, failures }) => part.goals.includes(goal) && failures.length > 0)
      .map(({ part, failures }): Verdict => {
        const [first = ''] = failures;
        return { goal, tried: part.name, result: `failed: ${firstLine(first)}`, reached: false };
      });
    const all = [...lines, ...failed];
    return all.length > 0
      ? all
      : [{ goal, tried: 'nothing', result: 'nothing was measured', reached: false }];
  });
}

/** Goals of which a line says that they were missed. */
export function missedGoals(verdicts: readonly Verdict[]): Goal[] {
  return [...new Set(verdicts.filter(({ reached }) => !reached).map(({ goal }) => goal))];
}

/** The verdicts as a table for a terminal, each goal under its sentence. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const lines: string[] = [];
  for (const [index, { goal, tried, result, reached }] of verdicts.entries()) {
    if (verdicts[index - 1]?.goal !== goal) lines.push('', `${goal}  ${goals[goal]}`);
    lines.push(`  ${reached ? '✓' : '✗'} ${tried}`, `      ${result}`);
  }
  return lines.join('\n');
}

function firstLine(text: string): string {
  return text.split('\n').slice(0, 3).join(' ').slice(0, 300);
}
