import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testsEntry } from './buildTests.ts';
import { openWorkbench } from './openWorkbench.ts';
import { startVsCode } from './startVsCode.ts';
import { makeTestPlace, type TestRun } from './testRun.ts';

/** Milliseconds that a window may take for its tests. */
const DEADLINE_MS = 300_000;
const LOOK_MS = 100;

/** What it takes to run tests in VS Code. */
export interface WorkbenchTools {
  readonly root: string;
  /** Folder of `installVsCode`. */
  readonly installation: string;
  readonly browser: string;
}

/** Runs tests in the extension host of a fresh VS Code, and answers mocha's report. Rejects when none comes. */
export async function runInWorkbench(
  { root, installation, browser }: WorkbenchTools,
  { name, trusted }: TestRun,
  mochaOptions: readonly string[],
): Promise<string> {
  const place = makeTestPlace(root, name, mochaOptions);
  const server = await startVsCode({ installation, trusted, env: place.env });
  try {
    const workbench = await openWorkbench({
      server,
      browser,
      workspace: place.workspace,
      development: { extension: root, tests: join(root, testsEntry) },
    });
    try {
      await whenThere(place.report);
      return readFileSync(place.report, 'utf8');
    } catch (error) {
      const screenshot = join(root, 'test-results', `vscode-${name}.png`);
      mkdirSync(join(root, 'test-results'), { recursive: true });
      await workbench.page.screenshot({ path: screenshot });
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${reason}\nscreenshot: ${screenshot}\n${server.output().slice(-4000)}`, {
        cause: error,
      });
    } finally {
      await workbench.close();
    }
  } finally {
    await server.stop();
    place.remove();
  }
}

async function whenThere(file: string): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!existsSync(file)) {
    if (existsSync(`${file}.error`)) throw new Error(readFileSync(`${file}.error`, 'utf8'));
    if (performance.now() > end)
      throw new Error(`No report of the tests after ${String(DEADLINE_MS / 1000)} s.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
