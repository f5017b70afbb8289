import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from './mochaReport.ts';
import { runProgram, type ProgramResult } from './runProgram.ts';
import type { Suite, SuiteResult } from './suite.ts';

/** How a mocha suite differs from the usual one. */
export interface MochaSuiteOptions {
  /** Folder below `test`, where it is not the name of the suite. */
  readonly folder?: string;
  /** Variables for its tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A suite of mocha tests: every `*.test.ts` below a folder of `test`. */
export function mochaSuite(
  root: string,
  name: string,
  options: readonly string[],
  { folder = name, env = {} }: MochaSuiteOptions = {},
): Suite {
  return {
    name,
    run: async () => {
      const report = join('test-results', `${name}.json`);
      rmSync(join(root, report), { force: true });
      const argv = [
        join('node_modules', 'mocha', 'bin', 'mocha.js'),
        `test/${folder}/**/*.test.ts`,
        ...['--require', join(import.meta.dirname, 'failOnRejection.ts')],
        ...['--reporter', 'json', '--reporter-option', `output=${report}`],
        ...(process.env['CI'] === undefined ? [] : ['--forbid-only']),
        ...options,
      ];
      const result = await runProgram(root, argv, env);
      return existsSync(join(root, report))
        ? read(name, result, readFileSync(join(root, report), 'utf8'))
        : crashed(name, result);
    },
  };
}

function read(suite: string, { code, output, seconds }: ProgramResult, report: string): SuiteResult {
  const { passed, failed: failures, skipped, failures: texts } = readReport(report);
  const failedOtherwise = code !== 0 && failures === 0;
  const parts = [...texts, failures > 0 || failedOtherwise ? output : notes(output)];
  const failed = failures + (failedOtherwise ? 1 : 0);
  return { suite, passed, failed, skipped, seconds, output: parts.filter(Boolean).join('\n\n') };
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
