import { globSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Milliseconds of a test: a window on a busy machine takes its time. */
const TEST_MS = 60_000;

/** Called by VS Code's extension host: runs the tests of the folder that VMSPEC_TEST_RUN names, and writes mocha's report. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { VMSPEC_TEST_RUN: folder, VMSPEC_TEST_REPORT: report, VMSPEC_TEST_OPTIONS: options } = process.env;
  if (folder === undefined || report === undefined) throw new Error('not started by the project');
  const unfinished = `${report}.unfinished`;
  const mocha = new Mocha({
    timeout: TEST_MS,
    forbidOnly: process.env['CI'] !== undefined,
    reporter: 'json',
    reporterOptions: { output: unfinished },
    ...grepOf(JSON.parse(options ?? '[]') as string[]),
  });
  for (const file of globSync(`${folder}/**/*.test.cjs`, { cwd: __dirname }).sort()) {
    mocha.addFile(join(__dirname, file));
  }
  try {
    const failures = await new Promise<number>((resolve) => {
      mocha.run(resolve);
    });
    renameSync(unfinished, report);
    if (failures > 0) throw new Error(`${String(failures)} tests failed`);
  } catch (error) {
    writeFileSync(`${report}.error`, error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw error;
  }
}

/** `--grep TEXT` of `npm test` counts here too. */
function grepOf(options: readonly string[]): { readonly grep?: string } {
  const at = options.indexOf('--grep');
  const text = at < 0 ? undefined : options[at + 1];
  return text === undefined ? {} : { grep: text };
}
