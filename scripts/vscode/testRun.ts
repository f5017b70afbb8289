import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests of the extension host that share one window: a folder of `test/vscode/extension`. */
export interface TestRun {
  readonly name: string;
  /** The workspace is trusted. */
  readonly trusted: boolean;
}

/** Every run, one window each. */
export const testRuns: readonly TestRun[] = [
  { name: 'trusted', trusted: true },
  { name: 'untrusted', trusted: false },
];

/** Folders that a run works in. */
export interface TestPlace {
  readonly workspace: string;
  /** Where a host of this computer would keep its data; nothing is there yet. */
  readonly data: string;
  /** Where mocha's report is written. */
  readonly report: string;
  /** Variables that tell the extension and its tests of it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/** Makes a fresh copy of the workspace of the tests, and a place for data. */
export function makeTestPlace(root: string, name: string, mochaOptions: readonly string[]): TestPlace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmspec-editor-')));
  const workspace = join(folder, 'workspace');
  const data = join(folder, 'data');
  const report = join(folder, 'report.json');
  cpSync(join(root, 'test', 'vscode', 'workspace'), workspace, { recursive: true });
  return {
    workspace,
    data,
    report,
    env: {
      VMSPEC_DATA_DIR: data,
      VMSPEC_TEST_RUN: name,
      VMSPEC_TEST_REPORT: report,
      VMSPEC_TEST_OPTIONS: JSON.stringify(mochaOptions),
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
