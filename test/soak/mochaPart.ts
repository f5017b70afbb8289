import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../../scripts/testing/mochaReport.ts';
import type { ProgramEnd } from './children.ts';
import { readLines, soakVariables } from './goalLines.ts';
import { titlesOf, type GoalTests } from './goalTests.ts';
import type { SoakOptions } from './options.ts';
import type { Part, PartContext, PartResult } from './part.ts';

/** Minutes that the tests of one file may take. */
const MOST_MINUTES = 110;

/** The tests of one file that prove goals, at their full size. */
export function mochaPart({ file, goals }: GoalTests, options: SoakOptions): Part {
  // An hour of little work, which measures memory and no times.
  const beside = goals.includes('G11');
  return {
    name: file.replace(/^test\//, '').replace(/\.test\.ts$/, ''),
    goals,
    when: beside ? 'beside' : 'together',
    run: async (context) => {
      const { root, folder, children } = context;
      const end = await children.run({
        file: process.execPath,
        argv: [
          join('node_modules', 'mocha', 'bin', 'mocha.js'),
          ...['--require', join('scripts', 'testing', 'failOnRejection.ts')],
          ...['--require', join('test', 'soak', 'patience.ts')],
          ...['--reporter', 'json', '--reporter-option', `output=${join(folder, 'report.json')}`],
          ...['--grep', titlesOf(goals), file],
        ],
        cwd: root,
        env: { ...soakVariables(folder), VMSPEC_MINUTES_OF_G11: String(options.minutesOfG11) },
        log: join(folder, 'output.txt'),
        lowPriority: beside,
        minutes: MOST_MINUTES + (beside ? options.minutesOfG11 : 0),
      });
      return resultOf(context, end);
    },
  };
}

function resultOf({ folder }: PartContext, end: ProgramEnd): PartResult {
  const report = join(folder, 'report.json');
  const failures = existsSync(report) ? failuresOf(readFileSync(report, 'utf8')) : [];
  if (end.timedOut) failures.push(`ended after ${MOST_MINUTES} minutes or more`);
  else if (end.code !== 0 && failures.length === 0)
    failures.push(`mocha ended with ${end.code ?? 'a signal'}`);
  return { lines: readLines(folder), failures };
}

/** A test that is skipped proves nothing. */
function failuresOf(report: string): string[] {
  const { failures, skipped } = readReport(report);
  return [...failures, ...skipped.map(({ title, reason }) => `skipped: ${title}: ${reason}`)];
}
