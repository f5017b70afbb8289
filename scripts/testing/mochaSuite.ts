import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type ProgramResult } from './runProgram.ts';
import type { SkippedTest, Suite, SuiteResult } from './suite.ts';

/** What is read of the report that mocha's JSON reporter writes. */
interface Report {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
  readonly failures: readonly MochaTest[];
  readonly pending: readonly MochaTest[];
}

interface MochaTest {
  readonly fullTitle: string;
  readonly file?: string;
  readonly err?: { readonly stack?: string; readonly message?: string };
}

/** A suite of mocha tests: every `*.test.ts` below a folder of `test`. */
export function mochaSuite(root: string, folder: string, options: readonly string[]): Suite {
  return {
    name: folder,
    run: async () => {
      const report = join('test-results', `${folder}.json`);
      rmSync(join(root, report), { force: true });
      const result = await runProgram(root, [
        join('node_modules', 'mocha', 'bin', 'mocha.js'),
        `test/${folder}/**/*.test.ts`,
        ...['--require', join(import.meta.dirname, 'failOnRejection.ts')],
        ...['--reporter', 'json', '--reporter-option', `output=${report}`],
        ...(process.env['CI'] === undefined ? [] : ['--forbid-only']),
        ...options,
      ]);
      const written = existsSync(join(root, report));
      return written ? read(folder, result, readReport(join(root, report))) : crashed(folder, result);
    },
  };
}

function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function read(suite: string, { code, output, seconds }: ProgramResult, report: Report): SuiteResult {
  const { passes, failures } = report.stats;
  const skipped = report.pending.map(({ fullTitle }) => skippedTest(fullTitle));
  const failedOtherwise = code !== 0 && failures === 0;
  const parts = [
    ...report.failures.map(failureText),
    failures > 0 || failedOtherwise ? output : notes(output),
  ];
  const failed = failures + (failedOtherwise ? 1 : 0);
  return { suite, passed: passes, failed, skipped, seconds, output: parts.filter(Boolean).join('\n\n') };
}

/** What a test wants read although all is well: lines that begin with `note: `. */
function notes(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('note: '));
  return lines.join('\n');
}

/** Mocha ended before it could report: a file does not load, or the process died. */
function crashed(suite: string, { code, output, seconds }: ProgramResult): SuiteResult {
  const text = `mocha ended with ${code} and without a report.\n${output}`;
  return { suite, passed: 0, failed: 1, skipped: [], seconds, output: text };
}

function failureText({ fullTitle, file, err }: MochaTest): string {
  return [`✗ ${fullTitle}`, file ?? '', err?.stack ?? err?.message ?? 'no message']
    .filter(Boolean)
    .join('\n  ');
}

/** `skipTest` of `test/support` writes the reason behind the title. */
function skippedTest(fullTitle: string): SkippedTest {
  const match = /^(.*) \[skipped: (.*)\]$/.exec(fullTitle);
  return { title: match?.[1] ?? fullTitle, reason: match?.[2] ?? 'no reason given' };
}
