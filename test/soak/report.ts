import type { BenchMachine } from '../bench/machine.ts';
import { goals } from '../support/goals/goals.ts';
import type { EndedPart } from './part.ts';
import { duration } from './runParts.ts';
import { missedGoals, type Verdict } from './verdicts.ts';

/** What the report tells beside the goals. */
export interface Occasion {
  /** As in `git describe`, with a mark where files differ from it. */
  readonly commit: string;
  readonly started: Date;
  readonly seconds: number;
  readonly machine: BenchMachine;
  /** The command that it was begun with. */
  readonly command: string;
}

/** The report in Markdown. */
export function reportOf(
  occasion: Occasion,
  verdicts: readonly Verdict[],
  ended: readonly EndedPart[],
): string {
  const { commit, started, seconds, machine, command } = occasion;
  const missed = missedGoals(verdicts);
  const goalsTried = new Set(verdicts.map(({ goal }) => goal)).size;
  const outcome = missed.length === 0 ? 'All goals are reached.' : `Missed: ${missed.join(', ')}.`;
  return [
    '# The long run',
    '',
    `\`${command}\` on ${started.toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, ${duration(seconds)}. ` +
      `${goalsTried - missed.length} of ${goalsTried} goals reached. ${outcome}`,
    '',
    `${machine.cores} cores (${machine.processor}), ${machine.memory_gb} GB, ${machine.system}, Node ${machine.node}; ` +
      `the disk makes ${machine.durable_writes_per_second} single writes durable in a second.`,
    '',
    ...table(
      ['goal', 'what was tried', 'what was measured', 'reached'],
      verdicts.map(({ goal, tried, result, reached }) => [goal, tried, result, reached ? 'yes' : '**no**']),
    ),
    '',
    '## The goals',
    '',
    ...verdicts
      .map(({ goal }) => goal)
      .filter((goal, index, all) => all.indexOf(goal) === index)
      .map((goal) => `- **${goal}** ${escape(goals[goal])}`),
    '',
    '## What took how long',
    '',
    ...table(
      ['part', 'goals', 'time', 'when'],
      ended.map(({ part, seconds: took }) => [part.name, part.goals.join(', '), duration(took), part.when]),
    ),
    '',
    ...failuresOf(ended),
  ].join('\n');
}

function failuresOf(ended: readonly EndedPart[]): string[] {
  const failed = ended.filter(({ failures }) => failures.length > 0);
  if (failed.length === 0) return [];
  const parts = failed.flatMap(({ part, failures }) =>
    failures.flatMap((text) => [
      `### ${part.name}`,
      '',
      '```text',
      text.replaceAll('```', "'''").slice(0, 4000),
      '```',
      '',
    ]),
  );
  return ['## Failures', '', ...parts];
}

/** A table with cells of one width, as the formatter of this repository wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(escape));
  const widths = head.map((_title, column) =>
    Math.max(3, ...all.map((row) => [...(row[column] ?? '')].length)),
  );
  const lines = all.map(
    (row) =>
      `| ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}

function escape(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
}
