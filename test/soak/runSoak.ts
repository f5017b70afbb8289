/** Program: the long run over the goals, once everything is built. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { benchMachine } from '../bench/machine.ts';
import { startChildren } from './children.ts';
import { readArguments, usage, type SoakOptions } from './options.ts';
import { partsFor } from './parts.ts';
import { reportOf } from './report.ts';
import { runParts } from './runParts.ts';
import { missedGoals, verdictsOf, verdictTable } from './verdicts.ts';

const root = join(import.meta.dirname, '..', '..');
const args = process.argv.slice(2);
const asked = readArguments(args);
if (asked.kind === 'run') process.exitCode = await run(asked.options);
else {
  print(asked.kind === 'help' ? usage : `${asked.reason}\n\n${usage}`);
  process.exitCode = asked.kind === 'help' ? 0 : 64;
}

/** Answers 1 when a goal is missed, 64 when there is nothing to run. */
async function run(options: SoakOptions): Promise<number> {
  const parts = partsFor(root, options);
  if (parts.length === 0) {
    print(`No part is named so. There are: ${partsOf(options).join(', ')}.`);
    return 64;
  }
  const goals = options.goals.filter(
    (goal) => isAll(options) || parts.some((part) => part.goals.includes(goal)),
  );
  const started = new Date();
  const folder = join(root, 'out', 'soak', started.toISOString().replaceAll(':', '-').slice(0, 19));
  mkdirSync(folder, { recursive: true });
  const children = startChildren();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      children.endAll();
      print(`\nEnded by ${signal}. What there is: ${folder}`);
      process.exit(130);
    });
  }
  const machine = benchMachine(folder);
  const say = (line: string): void =>
    print(`${((Date.now() - started.getTime()) / 60_000).toFixed(1).padStart(5)} min  ${line}`);
  const ended = await runParts(parts, { root, folder, children }, say);
  const verdicts = verdictsOf(goals, ended);
  const occasion = {
    commit: commit(),
    started,
    seconds: (Date.now() - started.getTime()) / 1000,
    machine,
    command: ['npm run test:soak', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
  };
  const report = options.report === null ? join(folder, 'report.md') : resolve(root, options.report);
  writeFileSync(report, reportOf(occasion, verdicts, ended));
  print(verdictTable(verdicts));
  const missed = missedGoals(verdicts);
  print(`\n${goals.length - missed.length} of ${goals.length} goals reached. Report: ${report}`);
  return missed.length > 0 ? 1 : 0;
}

function isAll({ parts }: SoakOptions): boolean {
  return parts.length === 0;
}

function partsOf(options: SoakOptions): string[] {
  return partsFor(root, { ...options, parts: [] }).map(({ name }) => name);
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
