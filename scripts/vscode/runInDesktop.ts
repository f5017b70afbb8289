import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { testsEntry } from './buildTests.ts';
import { makeTestPlace, type TestRun } from './testRun.ts';

/**
 * Runs the same tests in a VS Code of the desktop, whose program is at `executable`, and answers mocha's report. Nothing is
 * downloaded. Rejects when VS Code ends without a report.
 */
export async function runInDesktop(
  root: string,
  executable: string,
  { name, trusted }: TestRun,
  mochaOptions: readonly string[],
): Promise<string> {
  const place = makeTestPlace(root, name, mochaOptions);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, testsEntry),
      extensionTestsEnv: place.env,
      launchArgs: [place.workspace, ...(trusted ? ['--disable-workspace-trust'] : []), '--disable-telemetry'],
    });
    return readFileSync(place.report, 'utf8');
  } finally {
    place.remove();
  }
}
