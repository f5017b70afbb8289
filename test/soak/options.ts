import { parseArgs } from 'node:util';
import { goals, type Goal } from '../support/goals/goals.ts';

/** What the long run was asked for. */
export interface SoakOptions {
  /** In the order of the list of goals. */
  readonly goals: readonly Goal[];
  /** Only parts whose names hold one of these; none: all. */
  readonly parts: readonly string[];
  /** How long G11 goes on. */
  readonly minutesOfG11: number;
  /** Where the report goes, or null: the usual place when all goals are asked for, else nowhere. */
  readonly report: string | null;
}

export type SoakArguments =
  | { readonly kind: 'run'; readonly options: SoakOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string };

export const usage = `npm run test:soak -- [GOAL...] [--part TEXT]... [--minutes-of-g11 60] [--report FILE]

Proves the goals of reliability and security at their full size, all or those named, and tells what was tried, what was
measured and whether the goal is reached. With all goals it takes about two hours and writes test/soak-report.md. --part
runs only parts whose names hold this text, such as mutation, and is told of nothing else: for what was missed and mended.

${Object.entries(goals)
  .map(([id, text]) => `  ${id.padEnd(4)} ${text}`)
  .join('\n')}
`;

/** Reads the command line. */
export function readArguments(args: readonly string[]): SoakArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        part: { type: 'string', multiple: true, default: [] },
        'minutes-of-g11': { type: 'string', default: '60' },
        report: { type: 'string' },
      },
    });
    if (values.help) return { kind: 'help' };
    const unknown = positionals.filter((name) => !isGoal(name));
    if (unknown.length > 0) return { kind: 'wrong', reason: `No goal ${unknown.join(', ')}.` };
    const minutesOfG11 = Number(values['minutes-of-g11']);
    if (!(minutesOfG11 > 0)) return { kind: 'wrong', reason: '--minutes-of-g11 is a number above 0.' };
    const wanted = allGoals().filter((goal) => positionals.length === 0 || positionals.includes(goal));
    const { part: parts, report } = values;
    const usual = positionals.length === 0 && parts.length === 0 ? 'test/soak-report.md' : null;
    return { kind: 'run', options: { goals: wanted, parts, minutesOfG11, report: report ?? usual } };
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
}

export function allGoals(): Goal[] {
  return Object.keys(goals).filter(isGoal);
}

export function isGoal(text: string): text is Goal {
  return Object.hasOwn(goals, text);
}
