/**
 * Builds, runs every suite and adds them up. `npm test -- unit` runs one suite (or several), `npm test -- --grep X` hands
 * options to mocha. The last line is `N passed, N failed`, with `, N skipped` where there are any.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAll } from './bundling/bundleAll.ts';
import { builtFiles } from './generated/builtFiles.ts';
import { writeFiles } from './generated/writeFiles.ts';
import { allSuites } from './testing/allSuites.ts';
import { runSuites } from './testing/runSuites.ts';
import type { Suite, SuiteResult } from './testing/suite.ts';
import { summary } from './testing/summary.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(firstOption);

const suites = allSuites(root, options);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0 || options.includes('--help')) {
  if (unknown.length > 0) print(`No suite ${unknown.join(', ')}.`);
  print(`npm test -- [SUITE...] [--grep TEXT]   suites: ${suites.map(({ name }) => name).join(', ')}`);
  process.exit(64);
}
rmSync(join(root, 'test-results'), { recursive: true, force: true });
const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
const built = await build().run();
if (built.failed > 0) report(built);
const results = [built, ...(await runSuites(chosen, 2, report))];
print(`\n${summary(results)}`);
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;

/** What the suites stand on: the files that are generated but not committed, and the programs. */
function build(): Suite {
  const run = async (): Promise<SuiteResult> => {
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    try {
      writeFiles(root, await builtFiles(root));
      const lines = await bundleAll(root);
      for (const line of lines) print(line);
      return { suite: 'build', passed: 1, failed: 0, skipped: [], seconds: seconds(), output: '' };
    } catch (error) {
      const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { suite: 'build', passed: 0, failed: 1, skipped: [], seconds: seconds(), output };
    }
  };
  return { name: 'build', run };
}

function report({ suite, passed, failed, skipped, seconds, output }: SuiteResult): void {
  const counts = `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
  if (output !== '') print(`\n${output.trimEnd()}`);
  print(`${failed > 0 ? '✗' : '✓'} ${suite}: ${counts} (${seconds.toFixed(1)} s)`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
