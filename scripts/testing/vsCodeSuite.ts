import { buildTests } from '../vscode/buildTests.ts';
import { findBrowser } from '../vscode/findBrowser.ts';
import { installVsCode } from '../vscode/installVsCode.ts';
import { runInDesktop } from '../vscode/runInDesktop.ts';
import { runInWorkbench, type WorkbenchTools } from '../vscode/runInWorkbench.ts';
import { testRuns, type TestRun } from '../vscode/testRun.ts';
import { readReport } from './mochaReport.ts';
import { mochaSuite } from './mochaSuite.ts';
import type { Suite, SuiteResult } from './suite.ts';

const NAME = 'vscode';

/** Where the tests run: in a VS Code of the desktop, in the workbench in a browser, or nowhere, with the reason. */
type Place =
  { readonly desktop: string } | { readonly workbench: WorkbenchTools } | { readonly missing: string };

/**
 * The extension in a real VS Code: the tests in `test/vscode/extension` inside the extension host, those in
 * `test/vscode/workbench` from outside, on what a person sees. VMSPEC_VSCODE names the program of a VS Code of the desktop,
 * which then runs the former.
 */
export function vsCodeSuite(root: string, options: readonly string[]): Suite {
  return {
    name: NAME,
    // A window that has half a machine for itself answers a key or a click too late.
    alone: true,
    run: async () => {
      const started = performance.now();
      const parts = await resultsOf(root, options);
      const output = parts.map((part) => part.output).filter(Boolean);
      return {
        suite: NAME,
        passed: sum(parts.map(({ passed }) => passed)),
        failed: sum(parts.map(({ failed }) => failed)),
        skipped: parts.flatMap(({ skipped }) => skipped),
        seconds: (performance.now() - started) / 1000,
        output: output.join('\n\n'),
      };
    },
  };
}

type Part = Omit<SuiteResult, 'suite' | 'seconds'>;

async function resultsOf(root: string, options: readonly string[]): Promise<Part[]> {
  try {
    const place = await findPlace(root);
    if ('missing' in place) return [skipped('the extension in a real VS Code', place.missing)];
    await buildTests(root);
    const parts: Part[] = [];
    for (const run of testRuns) parts.push(await inExtensionHost(root, place, run, options));
    parts.push(await fromOutside(root, place, options));
    return parts;
  } catch (error) {
    return [failed('VS Code for tests', error)];
  }
}

async function findPlace(root: string): Promise<Place> {
  const desktop = process.env['VMSPEC_VSCODE'];
  if (desktop !== undefined && desktop !== '') return { desktop };
  if (process.platform !== 'linux') {
    return { missing: 'VS Code for tests is installed on Linux only: name one in VMSPEC_VSCODE' };
  }
  const browser = await findBrowser(say);
  if ('missing' in browser) return browser;
  try {
    return { workbench: { root, installation: await installVsCode(root, say), browser: browser.executable } };
  } catch (error) {
    // Where nobody looks on, tests that are not run must not go by unnoticed.
    if (process.env['CI'] !== undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: `VS Code cannot be installed: ${reason.split('\n')[0] ?? ''}` };
  }
}

async function inExtensionHost(
  root: string,
  place: Exclude<Place, { readonly missing: string }>,
  run: TestRun,
  options: readonly string[],
): Promise<Part> {
  try {
    const report =
      'desktop' in place
        ? await runInDesktop(root, place.desktop, run, options)
        : await runInWorkbench(place.workbench, run, options);
    const { failures, ...counts } = readReport(report);
    return { ...counts, output: failures.join('\n\n') };
  } catch (error) {
    return failed(`in the extension host (${run.name})`, error);
  }
}

/** The tests that look at the window: they run in a browser only. */
async function fromOutside(
  root: string,
  place: Exclude<Place, { readonly missing: string }>,
  options: readonly string[],
): Promise<Part> {
  if ('desktop' in place) return skipped('what a person sees', 'the window of the desktop is not looked at');
  const { installation, browser } = place.workbench;
  return mochaSuite(root, NAME, options, {
    folder: `${NAME}/workbench`,
    env: { VMSPEC_TEST_INSTALLATION: installation, VMSPEC_TEST_BROWSER: browser },
  }).run();
}

function skipped(title: string, reason: string): Part {
  return { passed: 0, failed: 0, skipped: [{ title, reason }], output: '' };
}

function failed(title: string, error: unknown): Part {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, failed: 1, skipped: [], output: `✗ ${title}\n  ${text}` };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
